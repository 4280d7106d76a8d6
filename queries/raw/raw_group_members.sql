-- grain: one row per account row and group
select
    cast(null as varchar) as _format,
    cast(null as varchar) as _file,
    cast(null as varchar) as _sheet,
    cast(null as bigint) as _row,
    cast(null as varchar) as account_id,
    cast(null as varchar) as email,
    cast(null as varchar) as group_id,
    cast(null as varchar) as group_name
where 1 = 0
