-- grain: one row per scenario: how many accounts it touches and who is billed then
-- The verdicts after the change come from the rules run again on changed facts;
-- an account that the change takes out of the organisation has none. The best mix
-- is decided by these and by prices, and counted in scenario_results. Premium's
-- are 0 where its add-on is not bought.
with now as (
    select v.account_no, v.subscription, v.verdict
    from subscription_verdicts as v
    join paid_guards as g on g.subscription = v.subscription
),

counted as (
    select
        'now' as part, '' as scenario, n.subscription, n.verdict,
        count(*) as accounts
    from now as n
    group by n.subscription, n.verdict
    union all
    select
        'touched' as part, t.scenario, n.subscription, n.verdict,
        count(*) as accounts
    from scenario_changes as t
    join now as n on n.account_no = t.account_no
    group by t.scenario, n.subscription, n.verdict
    union all
    select
        'after' as part, v.scenario, v.subscription, v.verdict,
        count(*) as accounts
    from scenario_verdicts as v
    join paid_guards as g on g.subscription = v.subscription
    group by v.scenario, v.subscription, v.verdict
),

signed as (
    select
        s.id, c.part, c.subscription, c.verdict,
        case when c.part = 'touched' then - c.accounts else c.accounts end
            as accounts
    from seed_scenarios as s
    join counted as c on c.scenario in ('', s.id)
),

sums as (
    select
        id,
        - sum(accounts) filter (where part = 'touched'
            and subscription = 'guard_standard') as accounts_touched,
        sum(accounts) filter (where subscription = 'guard_standard'
            and verdict = 'billable') as billable,
        sum(accounts) filter (where subscription = 'guard_standard'
            and verdict = 'unknown') as unknown_accounts,
        sum(accounts) filter (where subscription = 'guard_premium'
            and verdict = 'billable') as premium_users,
        sum(accounts) filter (where subscription = 'guard_premium'
            and verdict = 'unknown') as premium_unknown
    from signed
    group by id
)

select
    s.id,
    cast(coalesce(n.accounts_touched, 0) as bigint) as accounts_touched,
    cast(coalesce(n.billable, 0) as bigint) as billable,
    cast(coalesce(n.unknown_accounts, 0) as bigint) as unknown_accounts,
    cast(coalesce(n.premium_users, 0) as bigint) as premium_users,
    cast(coalesce(n.premium_unknown, 0) as bigint) as premium_unknown
from seed_scenarios as s
left join sums as n on n.id = s.id
where s.id <> 'best_mix'
