-- grain: one row per mended row that takes the place of a rejected one
select
    cast(null as varchar) as _format,
    cast(null as varchar) as _file,
    cast(null as varchar) as _sheet,
    cast(null as bigint) as _row,
    cast(null as varchar) as rejected_file,
    cast(null as varchar) as rejected_sheet,
    cast(null as bigint) as rejected_row
where 1 = 0
