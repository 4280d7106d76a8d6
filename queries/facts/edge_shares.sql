-- grain: one row per kind of edge of Guard Standard that can be reached downwards,
-- and kind of account: how many of it go, and by which sort of way
-- The steps of the search by effort alone (line 0) are the least effort for every number
-- of seats, within the config's limits; here they are taken as far as the edge.
with reachable as (
    select coalesce(max(to_freed), 0) as most from mix_steps where line_no = 0
),

targets as (
    select e.kind, s.users - e.users_below as freed
    from edge_sides as e
    join edge_subjects as s on s.subscription = e.subscription
    join reachable as r on s.users - e.users_below <= r.most
    where e.subscription = 'guard_standard'
)

select
    t.kind,
    m.type_no,
    cast(sum((least(t.freed, s.to_freed) - s.from_freed) * m.keeps_each)
        as bigint) as by_keeps,
    cast(sum((least(t.freed, s.to_freed) - s.from_freed) * m.loses_each)
        as bigint) as by_loses
from mix_moves as m
join mix_steps as s
    on s.step_no = m.step_no and s.line_no = m.line_no and s.line_no = 0
join targets as t on t.freed > s.from_freed
group by t.kind, m.type_no
