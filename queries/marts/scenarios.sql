-- grain: one row per scenario
-- as: table
with current as (
    select n.billable, p.annual_cents, p.reason
    from scenario_counts as n
    join priced_counts as p on p.users = n.billable
    where n.id = 'current'
)

select
    cast(s.scenario_no as bigint) as scenario_no,
    s.id,
    s.label,
    s.loses,
    n.accounts_touched,
    n.billable,
    p.annual_cents,
    p.monthly_cents,
    c.annual_cents - p.annual_cents as saving_cents,
    case when p.reason <> '' then p.reason else c.reason end as reason,
    n.unknown_accounts,
    u.annual_cents as annual_cents_if_unknown_billed
from seed_scenarios as s
join scenario_counts as n on n.id = s.id
join priced_counts as p on p.users = n.billable
join priced_counts as u on u.users = n.billable + n.unknown_accounts
cross join current as c
order by scenario_no
