-- grain: one row per line of the partner portal that is neither active nor inactive
-- severity: info
-- claim: Every line of the portal says whether its subscription is active.
-- otherwise: A line that does not say it counts as inactive: it is not renewed, and its product is not taken for paid.
select
    '' as account_id,
    '' as email,
    replace(_file || '[' || _sheet || ']', '[]', '')
        || ':' || cast(_row as varchar) as place,
    product_or_app || ' says ' || case when state = '' then 'nothing'
        else state end as detail
from current_subscriptions
where state not in ('active', 'inactive') or state is null
order by place
