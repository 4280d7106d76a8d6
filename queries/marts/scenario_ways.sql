-- grain: one row per scenario and way out that it uses
with uses as (
    select scenario, scenario as way_out, account_no
    from scenario_changes
    union all
    select 'best_mix' as scenario, way_out, account_no
    from mix_picks
)

select
    cast(s.scenario_no as bigint) as scenario_no,
    u.scenario,
    cast(w.way_out_no as bigint) as way_out_no,
    u.way_out,
    count(*) as accounts,
    count(*) * cast(m.value as bigint) as effort_minutes
from uses as u
join seed_scenarios as s on s.id = u.scenario
join seed_ways_out as w on w.way_out = u.way_out
join assumption_values as m on m.id = 'minutes_' || u.way_out
group by s.scenario_no, u.scenario, w.way_out_no, u.way_out, m.value
order by scenario_no, way_out_no
