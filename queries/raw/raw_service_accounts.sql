-- grain: one row per line of a service-account list
select
    cast(null as varchar) as _format,
    cast(null as varchar) as _file,
    cast(null as varchar) as _sheet,
    cast(null as bigint) as _row,
    cast(null as varchar) as account_id,
    cast(null as varchar) as email,
    cast(null as varchar) as pattern,
    cast(null as varchar) as note
where 1 = 0
