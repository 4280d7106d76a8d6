-- grain: one row per cell that is not blank of a column that its format does not know
select
    cast(null as varchar) as _format,
    cast(null as varchar) as _file,
    cast(null as varchar) as _sheet,
    cast(null as bigint) as _row,
    cast(null as bigint) as column_no,
    cast(null as varchar) as header,
    cast(null as varchar) as text
where 1 = 0
