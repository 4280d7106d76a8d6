-- grain: one row per active subscription of a product and place whose seats it
-- pays for
-- A blank place pays for every own place that no other active line of the product
-- names. shared_by: how many lines pay for the seats of that place.
with named as (
    select subscription_no, product, place
    from current_subscriptions
    where is_active and not is_app and product is not null and place <> ''
),

blank as (
    select s.subscription_no, s.product, p.place
    from current_subscriptions as s
    join places as p on p.name_space = s.name_space and p.ownership = 'own'
    left join named as n on n.product = s.product and n.place = p.place
    where s.is_active and not s.is_app and s.product is not null
        and s.place = '' and n.place is null and p.place <> ''
),

united as (
    select subscription_no, product, place from named
    union all
    select subscription_no, product, place from blank
)

select
    subscription_no,
    product,
    place,
    count(*) over (partition by product, place) as shared_by
from united
