-- grain: one row per number of users whose price is shown: rungs and scenarios
select billable as users from scenario_results
union
select billable + unknown_accounts as users from scenario_results
union
select billable as users from rung_counts
union
select billable + unknown_accounts as users from rung_counts
