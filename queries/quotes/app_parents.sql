-- grain: one row per app of the scope: the product that it is bought with
-- The product that a subscription associates it with; else, of the products that a
-- quote has for the same place, the one with the most users (R10). Guard has no apps.
with subscribed as (
    select distinct
        lower(trim(a.product_or_app)) as app, p.product, 1 as rank_no,
        cast(0 as bigint) as users
    from stg_subscriptions as a
    join stg_subscriptions as p
        on p.entitlement_number = a.parent_entitlement_number
        and p.product is not null
    where a.is_app and a.parent_entitlement_number <> ''
),

beside as (
    select a.product as app, p.product, 2 as rank_no, max(p.users) as users
    from quoted_users as a
    join quote_scope as s on s.product = a.product and s.is_app
    join quoted_users as p on p.quote_no = a.quote_no and p.place = a.place
    join seed_products as k on k.product = p.product
    group by a.product, p.product
),

candidates as (
    select app, product, rank_no, users from subscribed
    union all
    select app, product, rank_no, users from beside
),

ranked as (
    select
        c.app, c.product,
        row_number() over (partition by c.app
            order by c.rank_no, c.users desc nulls last, c.product) as pick
    from candidates as c
    join quote_scope as s on s.product = c.product
)

select app, product as parent
from ranked
where pick = 1
