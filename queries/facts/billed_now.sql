-- grain: one row: how many Guard Standard bills on this night
select
    count(*) filter (where verdict = 'billable') as billable,
    count(*) filter (where verdict = 'unknown') as unknown_accounts
from subscription_verdicts
where subscription = 'guard_standard'
