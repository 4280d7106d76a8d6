-- grain: one row per step between two quantities that has a price: a line of a bill
-- base: the quantity at the start; extra: seats added within the period; removal: one
-- seat less at the start of the next one; bought, upgrade: of annual subscriptions.
-- It pays share_numerator / share_denominator of a month or, annual, of a year.
select
    b.period_no, 'base' as kind, b.product, b.place,
    cast(null as date) as day, cast(null as date) as seen_before,
    cast(0 as bigint) as from_users, b.start_users as to_users,
    cast(1 as bigint) as share_numerator, cast(1 as bigint) as share_denominator
from bill_starts as b
cross join run_context as c
where c.billing = 'monthly'
union all
select
    r.period_no, 'extra' as kind, r.product, r.place,
    r.day, r.seen_before,
    r.from_users, r.to_users,
    r.remaining_days as share_numerator, r.days_in_period as share_denominator
from bill_raises as r
join bill_periods as p on p.period_no = r.period_no and p.role <> 'next'
cross join run_context as c
where c.billing = 'monthly'
union all
select
    b.period_no, 'removal' as kind, b.product, b.place,
    cast(null as date) as day, cast(null as date) as seen_before,
    b.start_users - 1 as from_users, b.start_users as to_users,
    cast(1 as bigint) as share_numerator, cast(1 as bigint) as share_denominator
from bill_starts as b
join bill_periods as p on p.period_no = b.period_no and p.role = 'next'
cross join run_context as c
where c.billing = 'monthly' and b.start_users > 0
union all
select
    p.period_no, 'bought' as kind, b.product, b.place,
    cast(null as date) as day, cast(null as date) as seen_before,
    cast(0 as bigint) as from_users, b.users as to_users,
    cast(1 as bigint) as share_numerator, cast(1 as bigint) as share_denominator
from bill_bought as b
join bill_periods as p on p.role = 'asked'
union all
select
    p.period_no, 'upgrade' as kind, 'guard_standard' as product, '' as place,
    q.asked_on as day, cast(null as date) as seen_before,
    u.from_users, u.to_users,
    u.remaining_days as share_numerator, u.days_in_term as share_denominator
from bill_upgrades as u
join bill_periods as p on p.role = 'asked'
cross join bill_question as q
