-- grain: one row per day of a period that raised a subscription's billed quantity
-- The billed quantity is the highest so far; only what lies above it is added and
-- pays for the days left (R8). Whether the day of the addition is one of them is
-- not stated: addition_day. seen_before is the night before, which is not the day
-- before where nights are missing.
with counted as (
    select
        d.period_no, d.product, d.place, d.day, d.day_no, d.night,
        s.start_users, s.start_night,
        greatest(s.start_users, max(d.users) over (
            partition by d.period_no, d.product, d.place
            order by d.day_no
        )) as billed
    from bill_days as d
    join bill_starts as s
        on s.period_no = d.period_no
        and s.product = d.product
        and s.place = d.place
    where s.rule = 'maximum_quantity' and d.day_no > s.start_day_no
),

lengths as (
    select
        p.period_no,
        min(c.day_no) as first_no,
        max(c.day_no) as last_no
    from bill_periods as p
    join calendar as c on c.day >= p.starts_on and c.day < p.ends_on
    group by p.period_no
)

select
    t.period_no,
    t.product,
    t.place,
    t.day,
    coalesce(y.night, t.start_night) as seen_before,
    coalesce(y.billed, t.start_users) as from_users,
    t.billed as to_users,
    l.last_no - t.day_no + q.addition_day as remaining_days,
    l.last_no - l.first_no + 1 as days_in_period
from counted as t
join lengths as l on l.period_no = t.period_no
cross join bill_question as q
left join counted as y
    on y.period_no = t.period_no
    and y.product = t.product
    and y.place = t.place
    and y.day_no + 1 = t.day_no
where t.billed > coalesce(y.billed, t.start_users)
