-- grain: one row per app that hangs on another app, or on itself
-- severity: info
-- claim: Every app hangs on a product, not on another app.
-- otherwise: Entitlements that hang on each other end together; which product they are of is not known.
select
    '' as account_id,
    '' as email,
    replace(a._file || '[' || a._sheet || ']', '[]', '')
        || ':' || cast(a._row as varchar) as place,
    a.product_or_app || ' hangs on ' || h.product_or_app || ' '
        || h.entitlement_number as detail
from app_hosts as l
join current_subscriptions as a on a.subscription_no = l.app_no
join current_subscriptions as h on h.subscription_no = l.host_no
where h.is_app
order by place, detail
