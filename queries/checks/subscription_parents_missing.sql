-- grain: one row per subscribed app whose parent entitlement no line holds
-- severity: info
-- claim: Every subscribed app hangs on an entitlement that the subscriptions list.
-- otherwise: What a cancellation takes along is not known of these.
select
    '' as account_id,
    '' as email,
    replace(a._file || '[' || a._sheet || ']', '[]', '')
        || ':' || cast(a._row as varchar) as place,
    a.product_or_app || ' names ' || a.parent_entitlement_number as detail
from stg_subscriptions as a
left join stg_subscriptions as p
    on p.entitlement_number = a.parent_entitlement_number
    and p.entitlement_number <> ''
where a.is_app and p._row is null
order by place
