-- grain: one row per bracket of the price book that prices Guard Standard tonight
-- is_tier: a fixed price for a block of seats; the others price by the seat. Of
-- a book that states months and years, the lines of the billing period count:
-- the same seats are not priced twice.
with in_force as (
    select
        b.line_no, b.semantics, b.users_from, b.users_to, b.minimum_users,
        b.unit_price_cents, b.currency, b.period, b.confidence,
        b.semantics = 'tier' as is_tier,
        case when (b.period = 'year') = (c.billing = 'annual') then 0 else 1
            end as other_period
    from stg_price_book as b
    cross join run_context as c
    where b.product = 'guard_standard'
        and b.currency = c.currency
        and b.effective_from <= c.as_of
        and (b.effective_to is null or b.effective_to > c.as_of)
),

nearest as (
    select is_tier, min(other_period) as other_period
    from in_force
    group by is_tier
)

select
    b.line_no,
    b.semantics,
    b.is_tier,
    b.users_from,
    b.users_to,
    b.minimum_users,
    b.unit_price_cents,
    b.currency,
    b.period,
    b.confidence
from in_force as b
join nearest as n
    on n.is_tier = b.is_tier and n.other_period = b.other_period
