-- grain: one row per product, place, role and plan word of a product that an
-- active subscription names: is it one that the subscription pays for?
-- A blank place matches every own place; a Trello grant without workspace is at
-- none, and matches by its plan (rules.md 1, intended, step 2).
select
    k.product, k.place, k.role, k.plan_word,
    max(case
        when k.ownership <> 'own' or k.role not in ('user', 'admin') then 0
        when k.product = 'trello' and k.place = ''
            then case when s.plan <> '' and s.plan = k.plan_word
                then 1 else 0 end
        when s.place = '' or s.place = k.place then 1
        else 0
    end) = 1 as is_subscribed
from grant_kinds as k
join stg_subscriptions as s on s.product = k.product
where s.is_active
group by k.product, k.place, k.role, k.plan_word
