-- grain: one row per product, place and plan of a published night: its quantity
select
    cast('' as varchar) as product,
    cast('' as varchar) as place,
    cast('' as varchar) as plan,
    cast(0 as bigint) as billable,
    cast(0 as bigint) as unknown
where false
