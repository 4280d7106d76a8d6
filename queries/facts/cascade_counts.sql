-- grain: one row per product and place that ends with a subscription: who has it,
-- and whom Guard Standard and the add-on of Premium bill without it
-- premium_*: 0 where the add-on is not bought.
with now as (
    select
        count(*) filter (where v.subscription = 'guard_standard'
            and v.verdict = 'billable') as billable,
        count(*) filter (where v.subscription = 'guard_standard'
            and v.verdict = 'unknown') as undecided,
        count(*) filter (where v.subscription = 'guard_premium'
            and v.verdict = 'billable') as premium_users
    from subscription_verdicts as v
    join paid_guards as g on g.subscription = v.subscription
),

targets as (
    select distinct product, place
    from cascade_targets
    where why = ''
),

moves as (
    select
        product,
        place,
        count(*) as accounts,
        count(*) filter (where not keeps_access) as only_access,
        count(*) filter (where to_verdict = 'billable')
            - count(*) filter (where from_verdict = 'billable') as more_billable,
        count(*) filter (where to_verdict = 'unknown')
            - count(*) filter (where from_verdict = 'unknown')
            as more_undecided
    from cascade_moves
    where subscription = 'guard_standard'
    group by product, place
),

premium_moves as (
    select
        m.product,
        m.place,
        count(*) filter (where m.to_verdict = 'billable')
            - count(*) filter (where m.from_verdict = 'billable') as more_users
    from cascade_moves as m
    join paid_guards as g on g.subscription = m.subscription
    where m.subscription = 'guard_premium'
    group by m.product, m.place
)

select
    t.product,
    t.place,
    coalesce(m.accounts, 0) as accounts,
    coalesce(m.only_access, 0) as only_access,
    n.billable as guard_now,
    n.billable + coalesce(m.more_billable, 0) as guard_after,
    n.undecided + coalesce(m.more_undecided, 0) as guard_undecided_after,
    n.premium_users as premium_now,
    n.premium_users + coalesce(p.more_users, 0) as premium_after
from targets as t
cross join now as n
left join moves as m on m.product = t.product and m.place = t.place
left join premium_moves as p on p.product = t.product and p.place = t.place
