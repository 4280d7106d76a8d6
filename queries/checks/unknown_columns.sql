-- grain: one row per file and column that is neither a field nor a product
-- severity: info
-- claim: Every column is a known field or a product.
-- otherwise: These columns are kept raw and grant nothing.
select
    '' as account_id,
    '' as email,
    replace(c._file || '[' || c._sheet || ']', '[]', '') as place,
    'column "' || c.header || '"' as detail
from stg_columns as c
left join column_products as p
    on p._file = c._file and p._sheet = c._sheet and p.header = c.header
where c.role = 'unknown' or (c.role = 'access' and p.header is null)
order by place, detail
