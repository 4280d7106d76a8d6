-- grain: one row per account, product and place that takes or could take a seat
select
    cast(0 as bigint) as account_no,
    cast('' as varchar) as product,
    cast('' as varchar) as place,
    cast('' as varchar) as verdict,
    cast('' as varchar) as rule,
    cast(0 as bigint) as kind_no
where false
