-- grain: one row per line of an app and line of the portal that it hangs on
-- link: parent, the entitlement that the app names, which is cancelled with it
-- (R42); else installed, an active product of the same place that it is installed
-- on. A parent that is an app itself is a link as well.
with hosts as (
    select
        h.subscription_no,
        h.entitlement_number,
        h.is_active,
        h.is_app,
        h.place,
        h.product,
        lower(translate(h.product_or_app, ' -_.', '')) as host_key
    from current_subscriptions as h
),

apps as (
    select
        subscription_no,
        parent_entitlement_number,
        place,
        ';' || lower(translate(replace(installed_on, ',', ';'), ' -_.', ''))
            || ';' as installed
    from current_subscriptions
    where is_app
),

parents as (
    select a.subscription_no as app_no, h.subscription_no as host_no
    from apps as a
    join hosts as h on h.entitlement_number = a.parent_entitlement_number
    where a.parent_entitlement_number <> ''
),

installs as (
    select distinct a.subscription_no as app_no, h.subscription_no as host_no
    from apps as a
    join hosts as h on h.place = a.place
    left join seed_product_aliases as s on s.product = h.product
    where h.is_active and not h.is_app
        and (position(';' || h.host_key || ';' in a.installed) > 0
            or position(';' || s.alias_key || ';' in a.installed) > 0)
),

linked as (
    select app_no, host_no, 1 as link_no from parents
    union all
    select app_no, host_no, 2 as link_no from installs
)

select
    app_no,
    host_no,
    case when min(link_no) = 1 then 'parent' else 'installed' end as link
from linked
group by app_no, host_no
