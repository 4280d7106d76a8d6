-- grain: one row per number of users that a rung or a scenario asks the price of
select billable as users from scenario_counts
union
select billable + unknown_accounts as users from scenario_counts
union
select billable as users from rung_counts
union
select billable + unknown_accounts as users from rung_counts
