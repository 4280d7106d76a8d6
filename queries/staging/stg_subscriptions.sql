-- grain: one row per line of a subscriptions export, names as canonical
-- product is null for apps and for products that the program does not know. A
-- workspace stands behind the host of its address (bitbucket.org/acme-code).
with named as (
    select
        s._format, s._file, s._sheet, s._row,
        lower(s.state) as state,
        lower(s.kind) as kind,
        s.product_or_app,
        case when lower(s.kind) <> 'app' then a.product end as product,
        lower(trim(s.plan)) as plan,
        lower(s.site_url) as site_url,
        n.place,
        s.entitlement_number,
        s.parent_entitlement_number,
        s.as_of_on,
        s.bill_on,
        s.active_user_count_n,
        s.user_count_n,
        s.days_until_renewal_n,
        s.installed_products as installed_on,
        s.billing_partner,
        s.customer_contacts
    from raw_subscriptions as s
    join stg_place_names as n on n.place_text = s.site_url
    left join seed_product_aliases as a
        on a.alias_key = lower(translate(s.product_or_app, ' -_.', ''))
),

located as (
    select
        n.*,
        coalesce(p.name_space, 'site') as name_space,
        case
            when n.place in ('bitbucket.org', 'www.bitbucket.org')
                then substr(n.site_url,
                    position('bitbucket.org/' in n.site_url) + 14) || '/'
            when n.place in ('trello.com', 'www.trello.com')
                then substr(n.site_url,
                    position('trello.com/w/' in n.site_url) + 13) || '/'
            else n.place || '/'
        end as trail
    from named as n
    left join seed_products as p on p.product = n.product
)

select
    _format, _file, _sheet, _row,

    -- ids
    entitlement_number,
    parent_entitlement_number,

    -- names
    product_or_app,
    product,
    plan,
    name_space,
    substr(trail, 1, position('/' in trail) - 1) as place,

    installed_on,
    billing_partner,
    customer_contacts,

    -- words
    state,
    state = 'active' as is_active,
    kind = 'app' as is_app,

    -- typed
    as_of_on,
    bill_on,
    cast(nullif(active_user_count_n, '') as bigint) as active_user_count,
    cast(nullif(user_count_n, '') as bigint) as user_count,
    cast(nullif(days_until_renewal_n, '') as bigint) as days_until_renewal
from located
