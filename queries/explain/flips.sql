-- grain: one row per account, subscription and change that gives another verdict,
-- the smallest change first
-- An account that a change takes out of the organisation has no verdict left: it
-- is not billed, by the way out instead of a rule. No change is offered that only
-- makes a verdict unknown.
with after as (
    select
        c.account_no,
        c.change_no,
        c.change,
        n.subscription,
        n.verdict as verdict_now,
        coalesce(v.verdict, 'not_billable') as verdict,
        coalesce(v.rule, 'exclude_from_claim') as rule
    from changes as c
    join account_verdicts as n on n.account_no = c.account_no
    left join subscription_verdicts as v
        on v.account_no = c.change_no and v.subscription = n.subscription
)

select account_no, subscription, change_no, change, verdict, rule
from after
where verdict <> verdict_now
    and verdict <> 'unknown'
order by account_no, subscription, change_no
