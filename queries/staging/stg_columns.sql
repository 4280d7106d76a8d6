-- grain: one row per file and column that is not a doubled one
select
    c._format, c._file, c._sheet,
    c.header,
    c.header_key,
    lower(trim(c.product_text)) as product_text,
    c.product_key,
    n.place,
    c.role
from raw_columns as c
join stg_place_names as n on n.place_text = c.place_text
where c.role <> 'duplicate'
