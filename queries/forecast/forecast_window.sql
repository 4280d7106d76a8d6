-- grain: one row per night that a forecast rests on: the last ones, window_days long
with dated as (
    select n.as_of, n.billable, n.unknown, c.day_no
    from nights_night as n
    join calendar as c on c.day = n.as_of
),

last_night as (
    select max(day_no) as day_no
    from dated
)

select
    d.as_of, d.billable, d.unknown, d.day_no,
    row_number() over (order by d.as_of) as night_no,
    d.day_no = l.day_no as is_last
from dated as d
cross join last_night as l
join seed_forecast_terms as t on t.term = 'window_days'
where d.day_no > l.day_no - cast(t.value as bigint)
