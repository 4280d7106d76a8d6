-- grain: one row per rejected row
select
    cast(null as varchar) as _format,
    cast(null as varchar) as _file,
    cast(null as varchar) as _sheet,
    cast(null as bigint) as _row,
    cast(null as varchar) as header,
    cast(null as varchar) as reason,
    cast(null as varchar) as remedy,
    cast(null as varchar) as text
where 1 = 0
