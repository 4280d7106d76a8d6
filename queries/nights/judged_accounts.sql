-- grain: one row per account of a published night: the facts of the account itself
select
    cast(0 as bigint) as account_no,
    cast('' as varchar) as account_type,
    cast('' as varchar) as status,
    cast(0 as integer) as status_rank,
    cast(false as boolean) as is_gone,
    cast('' as varchar) as policy_type,
    cast('' as varchar) as atlassian_says,
    cast(false as boolean) as is_external,
    cast(false as boolean) as is_claimed_elsewhere,
    cast(false as boolean) as is_service_account,
    cast(false as boolean) as has_product_evidence,
    cast(false as boolean) as is_portal_named
where false
