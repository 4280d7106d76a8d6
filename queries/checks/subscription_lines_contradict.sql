-- grain: one row per line of the partner portal that another one contradicts
-- severity: info
-- claim: No two lines of the portal say different things of one entitlement, product and place.
-- otherwise: Nobody can tell which holds; what they need stays unknown until one is taken out.
select
    '' as account_id,
    '' as email,
    replace(_file || '[' || _sheet || ']', '[]', '')
        || ':' || cast(_row as varchar) as place,
    product_or_app || ' ' || entitlement_number || ': one of '
        || cast(same_lines as varchar) || ' lines' as detail
from current_subscriptions
where same_lines > 1
order by place
