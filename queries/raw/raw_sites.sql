-- grain: one row per line of a site list
select
    cast(null as varchar) as _format,
    cast(null as varchar) as _file,
    cast(null as varchar) as _sheet,
    cast(null as bigint) as _row,
    cast(null as varchar) as site,
    cast(null as varchar) as ownership,
    cast(null as varchar) as sandbox,
    cast(null as varchar) as product,
    cast(null as varchar) as plan
where 1 = 0
