-- grain: one row per account row, product column or key, and place part with text
select
    cast(null as varchar) as _format,
    cast(null as varchar) as _file,
    cast(null as varchar) as _sheet,
    cast(null as bigint) as _row,
    cast(null as varchar) as header,
    cast(null as varchar) as product_text,
    cast(null as varchar) as product_key,
    cast(null as varchar) as place_text,
    cast(null as varchar) as cell,
    cast(null as varchar) as kind,
    cast(null as varchar) as last_active,
    cast(null as varchar) as last_active_kind,
    cast(null as date) as last_active_on
where 1 = 0
