-- grain: one row per product and place that ends with a subscription: who has it,
-- and whom Guard Standard bills without it
with now as (
    select
        count(*) filter (where verdict = 'billable') as billable,
        count(*) filter (where verdict = 'unknown') as undecided
    from subscription_verdicts
    where subscription = 'guard_standard'
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
)

select
    t.product,
    t.place,
    coalesce(m.accounts, 0) as accounts,
    coalesce(m.only_access, 0) as only_access,
    n.billable as guard_now,
    n.billable + coalesce(m.more_billable, 0) as guard_after,
    n.undecided + coalesce(m.more_undecided, 0) as guard_undecided_after
from targets as t
cross join now as n
left join moves as m on m.product = t.product and m.place = t.place
