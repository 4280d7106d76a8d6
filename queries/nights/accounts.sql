-- grain: one row per account of a published night, as far as two nights are compared
select
    cast(0 as bigint) as account_no,
    cast('' as varchar) as account_id,
    cast('' as varchar) as email,
    cast('' as varchar) as name,
    cast('' as varchar) as class,
    cast('' as varchar) as class_rule,
    cast('' as varchar) as guard_standard,
    cast('' as varchar) as guard_standard_rule,
    cast('' as varchar) as guard_premium,
    cast('' as varchar) as guard_premium_rule
where false
