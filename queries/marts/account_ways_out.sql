-- grain: one row per account billed by a rule of priority 210 or more, and way out
-- verdict_after: what the rules, run again, say. saving_cents: what a year costs
-- less when this account alone goes; a verdict that becomes unknown saves nothing.
with marginal as (
    select p.annual_cents - o.annual_cents as cents
    from billed_now as n
    join priced_counts as p on p.users = n.billable
    join priced_counts as o on o.users = n.billable - 1
)

select
    w.account_no,
    w.way_out_no,
    w.way_out,
    w.feasible,
    w.mark,
    w.reason,
    s.loses,
    s.loses_sso = 'true' as loses_sso,
    cast(m.value as bigint) as effort_minutes,
    case
        when not w.feasible then ''
        when w.way_out in ('keep', 'review') then 'billable'
        else coalesce(v.verdict, 'not_billable')
    end as verdict_after,
    case
        when not w.feasible then null
        when w.way_out in ('keep', 'review') then 0
        when coalesce(v.verdict, 'not_billable') = 'not_billable' then g.cents
        else 0
    end as saving_cents,
    coalesce(p.way_out_no = w.way_out_no, w.way_out = 'keep') as is_best_mix
from ways_out as w
join seed_ways_out as s on s.way_out = w.way_out
join assumption_values as m on m.id = 'minutes_' || w.way_out
cross join marginal as g
left join scenario_verdicts as v
    on v.account_no = w.account_no
    and v.scenario = w.way_out
    and v.subscription = 'guard_standard'
left join mix_picks as p on p.account_no = w.account_no
order by account_no, way_out_no
