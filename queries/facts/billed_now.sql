-- grain: one row: how many Guard Standard bills on this night, and how many the
-- add-on of Premium does; 0 where that edition is not bought
select
    count(*) filter (where v.subscription = 'guard_standard'
        and v.verdict = 'billable') as billable,
    count(*) filter (where v.subscription = 'guard_standard'
        and v.verdict = 'unknown') as unknown_accounts,
    count(*) filter (where v.subscription = 'guard_premium'
        and v.verdict = 'billable') as premium_users,
    count(*) filter (where v.subscription = 'guard_premium'
        and v.verdict = 'unknown') as premium_unknown
from subscription_verdicts as v
join paid_guards as g on g.subscription = v.subscription
