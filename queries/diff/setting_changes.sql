-- grain: one row per thing stated for one of the nights only: config entries,
-- active subscriptions, site lists. night_no 1: only for the earlier one.
-- A night that published no settings says nothing about them.
with told as (
    select kind, product, place, value, 1 as night_no
    from before_settings
    union all
    select kind, product, place, value, 2 as night_no
    from after_settings
),

nights as (
    select count(distinct night_no) as told
    from told
)

select t.kind, t.product, t.place, t.value, min(t.night_no) as night_no
from told as t
cross join nights as n
where n.told = 2
group by t.kind, t.product, t.place, t.value
having count(*) = 1
