-- grain: one row per scenario
-- as: table
-- net_saving_cents: what is saved in a year, less the effort, which is spent once;
-- rounded half away from zero. premium_*: of the add-on of Premium, null where it
-- is not bought.
with paid as (
    select
        n.id, n.accounts_touched, n.billable, n.unknown_accounts,
        n.effort_minutes,
        case when w.id is null then p.annual_cents end as annual_cents,
        case when w.id is null then p.monthly_cents end as monthly_cents,
        case when w.id is null then u.annual_cents end as most_cents,
        case when w.id is null then p.premium_annual_cents end
            as premium_annual_cents,
        case when p.reason <> '' then p.reason else coalesce(w.reason, '') end
            as reason,
        case when c.edition = 'premium' then n.premium_users end
            as premium_billable,
        case when c.edition = 'premium' then n.premium_unknown end
            as premium_unknown
    from scenario_results as n
    cross join run_context as c
    join priced_counts as p
        on p.users = n.billable and p.premium_users = n.premium_users
    join priced_counts as u
        on u.users = n.billable + n.unknown_accounts
        and u.premium_users = n.premium_users + n.premium_unknown
    left join unweighed_scenarios as w on w.id = n.id
),

current as (
    select annual_cents, reason
    from paid
    where id = 'current'
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
    s.id, s.label,
    coalesce(w.loses, s.loses) as loses,
    p.accounts_touched, p.billable, p.annual_cents, p.monthly_cents,
    c.annual_cents - p.annual_cents as saving_cents,
    p.effort_minutes, e.effort_cents,
    c.annual_cents - p.annual_cents - e.effort_cents as net_saving_cents,
    case when p.reason <> '' then p.reason else c.reason end as reason,
    p.unknown_accounts,
    p.most_cents as annual_cents_if_unknown_billed,
    p.premium_billable, p.premium_unknown, p.premium_annual_cents
from seed_scenarios as s
join paid as p on p.id = s.id
join spent as e on e.id = s.id
cross join current as c
left join seed_ways_out as w on w.way_out = s.id
order by scenario_no
