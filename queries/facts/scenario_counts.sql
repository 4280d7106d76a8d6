-- grain: one row per scenario: how many accounts it touches and who is billed then
-- The verdicts after the change come from the rules run again on changed facts;
-- an account that the change takes out of the organisation has none. The best mix
-- is decided by these and by prices, and counted in scenario_results.
with now as (
    select account_no, verdict
    from subscription_verdicts
    where subscription = 'guard_standard'
),

totals as (
    select
        count(*) filter (where verdict = 'billable') as billable,
        count(*) filter (where verdict = 'unknown') as unknown_accounts
    from now
),

touched as (
    select
        t.scenario,
        count(*) as accounts_touched,
        count(*) filter (where n.verdict = 'billable') as billable,
        count(*) filter (where n.verdict = 'unknown') as unknown_accounts
    from scenario_changes as t
    join now as n on n.account_no = t.account_no
    group by t.scenario
),

after as (
    select
        scenario,
        count(*) filter (where verdict = 'billable') as billable,
        count(*) filter (where verdict = 'unknown') as unknown_accounts
    from scenario_verdicts
    where subscription = 'guard_standard'
    group by scenario
)

select
    s.id,
    cast(coalesce(t.accounts_touched, 0) as bigint) as accounts_touched,
    cast(o.billable - coalesce(t.billable, 0) + coalesce(a.billable, 0)
        as bigint) as billable,
    cast(o.unknown_accounts - coalesce(t.unknown_accounts, 0)
        + coalesce(a.unknown_accounts, 0) as bigint) as unknown_accounts
from seed_scenarios as s
cross join totals as o
left join touched as t on t.scenario = s.id
left join after as a on a.scenario = s.id
where s.id <> 'best_mix'
