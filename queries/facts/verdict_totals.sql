-- grain: one row: the accounts of the night, and whom each subscription of Guard bills,
-- whether or not it is bought
select
    count(*) filter (where subscription = 'guard_standard') as accounts,
    count(*) filter (where subscription = 'guard_standard'
        and verdict = 'billable') as billable,
    count(*) filter (where subscription = 'guard_standard'
        and verdict = 'unknown') as unknown_accounts,
    count(*) filter (where subscription = 'guard_premium'
        and verdict = 'billable') as premium_users,
    count(*) filter (where subscription = 'guard_premium'
        and verdict = 'unknown') as premium_unknown
from subscription_verdicts
