-- grain: one row per pair of numbers of users whose price is shown: rungs and scenarios
select billable as users, premium_users from scenario_results
union
select
    billable + unknown_accounts as users,
    premium_users + premium_unknown as premium_users
from scenario_results
union
select billable as users, premium_users from rung_counts
union
select
    billable + unknown_accounts as users,
    premium_users + premium_unknown as premium_users
from rung_counts
