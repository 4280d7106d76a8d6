-- grain: one row per number of users: the smallest tier that holds it, for a year
-- A tier that the book prices by the month costs a year's payments (R39).
with held as (
    select
        n.users,
        b.users_to,
        case when b.period = 'month'
            then b.unit_price_cents * cast(y.months_paid as bigint)
            else b.unit_price_cents end as annual_cents,
        b.confidence = 'inferred' as is_inferred,
        row_number() over (
            partition by n.users order by b.users_to nulls last, b.line_no
        ) as tier_no
    from counts_to_price as n
    join price_brackets as b
        on b.is_tier
        and (b.users_to is null or b.users_to >= n.users)
    cross join run_context as c
    join seed_billing_periods as y on y.billing = c.billing
    where n.users > 0
)

select users, users_to, annual_cents, is_inferred
from held
where tier_no = 1
