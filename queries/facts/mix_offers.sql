-- grain: one row per line of the search and number of freed seats: what the rest costs,
-- and the effort
-- total_cents_60: a year of the remaining seats and the effort, in sixtieths of a
-- cent, so that minutes are priced without rounding.
with efforts as (
    select
        c.line_no,
        c.freed,
        cast(sum((least(c.freed, s.to_freed) - s.from_freed)
            * s.minutes_each) as bigint) as minutes,
        cast(sum((least(c.freed, s.to_freed) - s.from_freed)
            * s.checks_each) as bigint) as checks
    from mix_counts as c
    join mix_steps as s on s.line_no = c.line_no and s.from_freed < c.freed
    group by c.line_no, c.freed
)

select
    c.line_no,
    c.freed,
    c.users,
    c.premium_users,
    p.annual_cents,
    coalesce(e.minutes, 0) as minutes,
    coalesce(e.checks, 0) as checks,
    p.annual_cents * 60 + coalesce(e.minutes, 0) * cast(r.value as bigint)
        as total_cents_60
from mix_counts as c
join priced_counts as p
    on p.users = c.users and p.premium_users = c.premium_users
join assumption_values as r on r.id = 'cents_per_hour'
left join efforts as e on e.line_no = c.line_no and e.freed = c.freed
