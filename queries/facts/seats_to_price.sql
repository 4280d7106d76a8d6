-- grain: one row per product, plan and number of users that is priced tonight
select 'guard_standard' as product, '' as plan, users
from counts_to_price
union
select 'guard_standard' as product, '' as plan, users
from second_guard_users
union
select 'guard_premium' as product, '' as plan, n.premium_users as users
from counts_to_price as n
join paid_guards as g on g.subscription = 'guard_premium'
union
select
    'guard_premium' as product, '' as plan,
    count(*) filter (where verdict = 'billable') as users
from subscription_verdicts
where subscription = 'guard_premium'
union
select product, plan, users
from edge_counts
union
select product, plan, users from subscriptions_to_price
