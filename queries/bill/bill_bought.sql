-- grain: one row per subscription billed by the year: the quantity that is paid for
-- Guard's purchased tier, else the count of the night: nothing says what was bought.
select
    s.product,
    s.place,
    case when s.product = 'guard_standard'
        then coalesce(c.purchased_tier, d.users) else d.users end as users,
    s.product = 'guard_standard' and c.purchased_tier is not null as is_tier,
    d.users as needed_users
from bill_subscriptions as s
join bill_periods as p on p.role = 'asked'
cross join bill_question as q
join bill_days as d
    on d.period_no = p.period_no
    and d.product = s.product
    and d.place = s.place
    and d.day = q.asked_on
cross join run_context as c
where c.billing = 'annual' and d.users is not null
