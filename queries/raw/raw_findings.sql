-- grain: one row per cell or column that could not be taken as it stands
select
    cast(null as varchar) as _format,
    cast(null as varchar) as _file,
    cast(null as varchar) as _sheet,
    cast(null as bigint) as _row,
    cast(null as varchar) as header,
    cast(null as varchar) as text,
    cast(null as varchar) as kind,
    cast(null as varchar) as reason
where 1 = 0
