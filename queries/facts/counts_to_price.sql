-- grain: one row per pair of numbers of users that a rung, a scenario, an edge, a
-- cancellation or the comparison with the night before asks the price of
-- users: Guard Standard's. premium_users: those of the add-on of Premium, which
-- counts others (R5); 0 where it is not bought, and for the edges of Standard.
select billable as users, premium_users from scenario_counts
union
select
    billable + unknown_accounts as users,
    premium_users + premium_unknown as premium_users
from scenario_counts
union
select billable as users, premium_users from rung_counts
union
select
    billable + unknown_accounts as users,
    premium_users + premium_unknown as premium_users
from rung_counts
union
select users, premium_users from counts_to_compare
union
select users, cast(0 as bigint) as premium_users
from edge_counts
where product = 'guard_standard'
union
select guard_now as users, premium_now as premium_users from cascade_counts
union
select guard_after as users, premium_after as premium_users
from cascade_counts
union
select users, premium_users from mix_counts
union
select
    c.users + n.unknown_accounts as users,
    c.premium_users + n.premium_unknown as premium_users
from mix_counts as c
cross join billed_now as n
union
select billable - 1 as users, premium_users
from billed_now
where billable > 0
union
select billable - 1 as users, premium_users - 1 as premium_users
from billed_now
where billable > 0 and premium_users > 0
union
select billable as users, premium_users - 1 as premium_users
from billed_now
where premium_users > 0
