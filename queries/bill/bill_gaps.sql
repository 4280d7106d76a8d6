-- grain: one row per day of a period without a night: how its count is read
-- The days after the last night are no gaps: they have yet to come.
select distinct
    d.period_no,
    s.kind,
    d.day,
    d.known,
    d.night
from bill_days as d
join bill_subscriptions as s on s.product = d.product and s.place = d.place
where not d.is_before and d.known in ('held', 'unknown')
