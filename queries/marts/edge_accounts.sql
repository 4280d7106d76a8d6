-- grain: one row per kind of edge and account: who has to go to reach the edge below
-- The least effort for so many seats, within the config's limits; the cheapest
-- first. Who is protected, or whose ways out are not feasible, is never among
-- them; where too few can go there is no row (edges.freeable says how many can).
select
    cast(row_number() over (
        partition by p.kind order by p.minutes, p.checks, p.account_no
    ) as bigint) as pick_no,
    p.kind,
    p.account_no,
    a.account_id,
    a.email,
    a.name,
    w.way_out,
    cast(p.minutes as bigint) as effort_minutes,
    o.mark,
    o.reason
from edge_picks as p
join account_names as a on a.account_no = p.account_no
join seed_ways_out as w on cast(w.way_out_no as bigint) = p.way_out_no
join ways_out as o
    on o.account_no = p.account_no and o.way_out_no = p.way_out_no
order by kind, pick_no
