-- grain: one row per number of users that a comparison of two nights prices
select users_before as users from cause_steps
union
select users_after as users from cause_steps
union
select cast(count(*) filter (where guard_standard = 'billable') as bigint)
    as users
from before_accounts
