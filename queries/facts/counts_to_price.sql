-- grain: one row per number of users that a rung, a scenario, an edge, a
-- cancellation or the comparison with the night before asks the price of
select billable as users from scenario_counts
union
select billable + unknown_accounts as users from scenario_counts
union
select billable as users from rung_counts
union
select billable + unknown_accounts as users from rung_counts
union
select users from counts_to_compare
union
select users from edge_counts where product = 'guard_standard'
union
select guard_now as users from cascade_counts
union
select guard_after as users from cascade_counts
union
select users from mix_counts
union
select c.users + n.unknown_accounts as users
from mix_counts as c
cross join billed_now as n
union
select billable - 1 as users from billed_now where billable > 0
