-- grain: one row per way of splitting the bill and step that prepares it
select
    t.topology_no, p.topology, cast(p.step_no as bigint) as step_no, p.step, p.why,
    p.source
from seed_topology_preparations as p
join topology_costs as t on t.id = p.topology
order by topology_no, step_no
