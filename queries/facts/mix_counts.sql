-- grain: one row per number of freed seats at which the best mix may lie
-- Cost and effort are straight lines between their edges, so the cheapest number
-- of seats to free is an edge of one of them. A mix that cannot be weighed frees
-- nobody.
with ends as (
    select coalesce(max(s.to_freed), 0) as most
    from mix_steps as s
    where not exists (select 1 from unweighed_scenarios where id = 'best_mix')
),

edges as (
    select cast(0 as bigint) as freed
    union
    select to_freed as freed from mix_steps
    union
    select n.billable - e.users as freed
    from price_edges as e
    cross join billed_now as n
)

select e.freed, n.billable - e.freed as users, n.premium_users
from edges as e
cross join ends as m
cross join billed_now as n
where e.freed >= 0 and e.freed <= m.most
