-- grain: one row per file and column
select
    cast(null as varchar) as _format,
    cast(null as varchar) as _file,
    cast(null as varchar) as _sheet,
    cast(null as bigint) as column_no,
    cast(null as varchar) as header,
    cast(null as varchar) as header_key,
    cast(null as varchar) as product_text,
    cast(null as varchar) as product_key,
    cast(null as varchar) as place_text,
    cast(null as varchar) as role
where 1 = 0
