-- grain: one row per product, plan and number of users: the smallest tier that holds it
-- A tier that the book prices by the month costs a year's payments (R39), rounded
-- up to the multiple that the book states (prices.md 4: the next $50).
with held as (
    select
        n.product,
        n.plan,
        n.users,
        b.users_to,
        b.period,
        b.unit_price_cents as cents,
        case when b.period = 'month'
            then b.unit_price_cents * cast(y.months_paid as bigint)
            else b.unit_price_cents end as annual_cents,
        greatest(b.annual_rounding_cents, 1) as step_cents,
        b.confidence = 'inferred' as is_inferred,
        row_number() over (
            partition by n.product, n.plan, n.users
            order by b.users_to nulls last, b.line_no
        ) as tier_no
    from seats_to_price as n
    join price_brackets as b
        on b.product = n.product
        and b.plan = n.plan
        and b.is_tier
        and (b.users_to is null or b.users_to >= n.users)
    cross join run_context as c
    join seed_billing_periods as y on y.billing = c.billing
    where n.users > 0
)

select
    product,
    plan,
    users,
    users_to,
    period,
    cents,
    annual_cents + mod(step_cents - mod(annual_cents, step_cents), step_cents)
        as annual_cents,
    is_inferred
from held
where tier_no = 1
