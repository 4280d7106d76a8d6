-- grain: one row per scenario
-- as: table
-- net_saving_cents: what is saved in a year, less the effort, which is spent once;
-- rounded half away from zero.
with current as (
    select n.billable, p.annual_cents, p.reason
    from scenario_results as n
    join priced_counts as p on p.users = n.billable
    where n.id = 'current'
),

efforts as (
    select
        n.id,
        n.effort_minutes * cast(r.value as bigint) as cents_60
    from scenario_results as n
    join assumption_values as r on r.id = 'cents_per_hour'
),

spent as (
    select
        id,
        cast((cents_60 + 30 - mod(cents_60 + 30, 60)) / 60 as bigint)
            as effort_cents
    from efforts
)

select
    cast(s.scenario_no as bigint) as scenario_no,
    s.id,
    s.label,
    coalesce(w.loses, s.loses) as loses,
    n.accounts_touched,
    n.billable,
    p.annual_cents,
    p.monthly_cents,
    c.annual_cents - p.annual_cents as saving_cents,
    n.effort_minutes,
    e.effort_cents,
    c.annual_cents - p.annual_cents - e.effort_cents as net_saving_cents,
    case when p.reason <> '' then p.reason else c.reason end as reason,
    n.unknown_accounts,
    u.annual_cents as annual_cents_if_unknown_billed
from seed_scenarios as s
join scenario_results as n on n.id = s.id
join spent as e on e.id = s.id
join priced_counts as p on p.users = n.billable
join priced_counts as u on u.users = n.billable + n.unknown_accounts
cross join current as c
left join seed_ways_out as w on w.way_out = s.id
order by scenario_no
