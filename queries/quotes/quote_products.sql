-- grain: one row per product text, plan and entitlement that lines of quotes name
-- What a mapping says comes first, then the names of products and of Guard, then such
-- a name with a plan or "Cloud" behind it, then the subscription with that
-- entitlement number. Whatever is left is an app, by its text.
with named as (
    select distinct
        product_text, product_is, plan, entitlement_number,
        lower(translate(case when product_is <> '' then product_is
            else product_text end, ' -_.()', '')) as alias_key
    from stg_quote_lines
),

keyed as (
    select
        n.*,
        replace(replace(replace(replace(replace(n.alias_key, 'atlassian', ''),
            'cloud', ''), 'standard', ''), 'premium', ''), 'enterprise', '')
            as base_key,
        case when n.plan <> '' then n.plan
            when n.alias_key like '%premium%' then 'premium'
            when n.alias_key like '%enterprise%' then 'enterprise'
            when n.alias_key like '%standard%' then 'standard'
            else '' end as plan_word
    from named as n
),

owners as (
    select
        entitlement_number, min(product) as product,
        min(case when is_app then lower(trim(product_or_app)) end) as app
    from stg_subscriptions
    where entitlement_number <> ''
    group by entitlement_number
),

names as (
    select product as alias_key, product from seed_products
    union
    select alias_key, product from seed_product_aliases
    union
    select alias_key, subscription as product from seed_guard_aliases
    where plan = ''
),

found as (
    select
        k.product_text, k.product_is, k.plan, k.entitlement_number, k.plan_word,
        coalesce(n.product, g.subscription, b.product,
            case when k.alias_key = '' then o.product end) as product,
        case when k.product_is <> '' then lower(trim(k.product_is))
            when k.product_text <> '' then lower(trim(k.product_text))
            else coalesce(o.app, '') end as app
    from keyed as k
    left join seed_guard_aliases as g
        on g.alias_key = k.base_key and g.plan = k.plan_word and g.plan <> ''
    left join names as n on n.alias_key = k.alias_key
        and not (n.product = 'guard_standard' and k.plan_word = 'premium')
    left join names as b on b.alias_key = k.base_key
    left join owners as o on o.entitlement_number = k.entitlement_number
)

select
    product_text, product_is, plan, entitlement_number, plan_word,
    coalesce(product, app) as product,
    product is null as is_app
from found
