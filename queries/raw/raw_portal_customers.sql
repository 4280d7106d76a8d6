-- grain: one row per portal-only customer of a list
select
    cast(null as varchar) as _format,
    cast(null as varchar) as _file,
    cast(null as varchar) as _sheet,
    cast(null as bigint) as _row,
    cast(null as varchar) as email,
    cast(null as varchar) as name,
    cast(null as varchar) as site,
    cast(null as varchar) as status
where 1 = 0
