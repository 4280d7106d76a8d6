-- grain: one row per way of splitting the bill and thing that changes with it
select
    t.topology_no, c.topology, cast(c.change_no as bigint) as change_no, c.who,
    c.change, c.source
from seed_topology_changes as c
join topology_costs as t on t.id = c.topology
order by topology_no, change_no
