-- grain: one row per night of the window after its first: what Guard gained and lost
-- Gained and lost are those of the night's own comparison, where that was with the
-- night before it in the lake and adds up; else (is_split false) only the net change
-- is known, and stands for both.
with changed as (
    select
        t.as_of, b.as_of as before_as_of, t.day_no - b.day_no as days,
        t.billable as users, t.billable - b.billable as net
    from forecast_window as t
    join forecast_window as b on b.night_no + 1 = t.night_no
),

compared as (
    select c.as_of, c.before_as_of, c.gained, c.lost
    from nights_comparison as c
)

select
    t.as_of,
    t.before_as_of,
    t.days,
    t.users,
    t.net,
    coalesce(c.gained, greatest(t.net, 0)) as gained,
    coalesce(c.lost, greatest(- t.net, 0)) as lost,
    c.gained is not null as is_split
from changed as t
left join compared as c
    on c.as_of = t.as_of
    and c.before_as_of = t.before_as_of
    and c.gained - c.lost = t.net
