-- grain: one row per product and place with an active subscription: its plan
-- A blank place stands for every own place. Of several plans the higher.
with ranked as (
    select
        s.product, s.place, s.plan,
        row_number() over (
            partition by s.product, s.place
            order by
                coalesce(cast(w.code as bigint), 0) desc, s.plan desc
        ) as pick_no
    from stg_subscriptions as s
    left join seed_words as w on w.field = 'plan' and w.word = s.plan
    where s.is_active and s.product is not null
)

select product, place, plan
from ranked
where pick_no = 1
