-- grain: one row per account, product and place of a published night
select
    cast(0 as bigint) as account_no,
    cast('' as varchar) as product,
    cast('' as varchar) as place,
    cast('' as varchar) as ownership,
    cast('' as varchar) as plan,
    cast('' as varchar) as role,
    cast(false as boolean) as is_intended,
    cast(false as boolean) as is_counting,
    cast(false as boolean) as is_known,
    cast(false as boolean) as is_exempt,
    cast(false as boolean) as is_enterprise,
    cast(false as boolean) as is_premium_product
where false
