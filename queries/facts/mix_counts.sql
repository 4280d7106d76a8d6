-- grain: one row per line of the search and number of freed seats at which the best mix
-- may lie
-- Cost and effort are straight lines between their edges, so the cheapest number
-- of seats to free is an edge of one of them. A mix that cannot be weighed frees
-- nobody. Line 0 is the search by effort alone; the others count the effort less what
-- a user of the add-on of Premium costs (addon_slopes).
with ends as (
    select line_no, max(to_freed) as most
    from mix_steps
    group by line_no
),

edges as (
    select cast(0 as bigint) as line_no, cast(0 as bigint) as freed
    union
    select line_no, to_freed as freed from mix_steps
    union
    select m.line_no, n.billable - e.users as freed
    from ends as m
    cross join price_edges as e
    cross join billed_now as n
    where n.billable - e.users >= 0 and n.billable - e.users <= m.most
)

select
    e.line_no,
    e.freed,
    min(n.billable) - e.freed as users,
    cast(min(n.premium_users) - coalesce(sum((least(e.freed, s.to_freed)
        - s.from_freed) * s.premium_each) filter (where s.from_freed < e.freed),
        0) as bigint) as premium_users
from edges as e
cross join billed_now as n
left join mix_steps as s on s.line_no = e.line_no
where e.freed = 0
    or not exists (select 1 from unweighed_scenarios where id = 'best_mix')
group by e.line_no, e.freed
