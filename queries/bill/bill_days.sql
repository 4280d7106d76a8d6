-- grain: one row per period, subscription, and day of it or the day before it
-- known: night, a snapshot of that day; held, there is none, and the count of the
-- one before holds until the next that is there; projected, after the last night;
-- unknown, before the first. A night that is there and lists no seat counts 0.
with needed as (
    select p.period_no, c.day, c.day_no, c.day < p.starts_on as is_before
    from bill_periods as p
    join calendar as c
        on c.day >= cast(p.starts_on - interval '1' day as date)
        and c.day < p.ends_on
),

last_nights as (
    select kind, max(as_of) as as_of
    from published_nights
    group by kind
),

seen as (
    select c.day, n.kind, max(n.as_of) as night
    from calendar as c
    join published_nights as n on n.as_of <= c.day
    group by c.day, n.kind
),

counts as (
    select as_of, product, place, cast(sum(billable) as bigint) as users
    from night_quantities
    group by as_of, product, place
)

select
    d.period_no, s.product, s.place, d.day, d.day_no, d.is_before, n.night,
    case when n.night is not null then coalesce(c.users, 0) end as users,
    case
        when n.night is null then 'unknown'
        when n.night = d.day then 'night'
        when d.day > l.as_of then 'projected'
        else 'held'
    end as known
from needed as d
cross join bill_subscriptions as s
left join seen as n on n.day = d.day and n.kind = s.kind
left join last_nights as l on l.kind = s.kind
left join counts as c
    on c.as_of = n.night and c.product = s.product and c.place = s.place
