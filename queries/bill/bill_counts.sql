-- grain: one row per period, product, plan and number of users that a step prices
select s.period_no, s.product, b.plan, s.from_users as users
from bill_steps as s
join bill_subscriptions as b on b.product = s.product and b.place = s.place
union
select s.period_no, s.product, b.plan, s.to_users as users
from bill_steps as s
join bill_subscriptions as b on b.product = s.product and b.place = s.place
