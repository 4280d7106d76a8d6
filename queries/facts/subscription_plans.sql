-- grain: one row per product and place with an active subscription: its plan
-- A blank place stands for every own place. Of several plans the first by name.
select
    product,
    place,
    coalesce(min(nullif(plan, '')), '') as plan
from stg_subscriptions
where is_active and product is not null
group by product, place
