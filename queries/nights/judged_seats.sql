-- grain: one row per kind of seat of a published night: what its rules asked
select
    cast(0 as bigint) as kind_no,
    cast('' as varchar) as role,
    cast('' as varchar) as plan,
    cast(0 as integer) as plan_rank,
    cast(false as boolean) as is_beyond_free,
    cast('' as varchar) as ownership,
    cast(false as boolean) as is_intended,
    cast(0 as integer) as intended_rank,
    cast('' as varchar) as account_type,
    cast(false as boolean) as is_gone,
    cast('' as varchar) as membership,
    cast(0 as integer) as membership_rank,
    cast('' as varchar) as atlassian_says
where false
