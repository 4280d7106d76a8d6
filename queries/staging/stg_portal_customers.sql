-- grain: one row per portal-only customer
-- The list names accounts and their status; it is no proof of a product.
select
    _format, _file, _sheet, _row,
    email,
    name,
    status,
    lower(trim(site)) as site
from raw_portal_customers
