-- grain: one row per bracket of the price book that prices a product tonight
-- is_tier: a fixed price for a block of seats; the others price by the seat. Of
-- a book that states months and years, the lines of the billing period count:
-- the same seats are not priced twice.
with listed as (
    select
        p.line_no, p.product, p.plan, p.semantics, p.users_from, p.users_to,
        p.minimum_users, p.unit_price_cents, p.annual_rounding_cents,
        p.currency, p.period, p.confidence, p.is_tier,
        case when (p.period = 'year') = (c.billing = 'annual') then 0 else 1
            end as other_period
    from prices_in_force as p
    join price_lists as l
        on l.product = p.product
        and l.plan = p.plan
        and l.currency = p.currency
    cross join run_context as c
),

nearest as (
    select product, plan, is_tier, min(other_period) as other_period
    from listed
    group by product, plan, is_tier
)

select
    b.line_no,
    b.product,
    b.plan,
    b.semantics,
    b.is_tier,
    b.users_from,
    b.users_to,
    b.minimum_users,
    b.unit_price_cents,
    b.annual_rounding_cents,
    b.currency,
    b.period,
    b.confidence
from listed as b
join nearest as n
    on n.product = b.product
    and n.plan = b.plan
    and n.is_tier = b.is_tier
    and n.other_period = b.other_period
