-- grain: one row per bracket of the price book that is in force on the night for
-- Guard Standard
-- is_tier: a fixed price for a block of seats; the others price by the seat.
select
    b.line_no,
    b.semantics,
    b.semantics = 'tier' as is_tier,
    b.users_from,
    b.users_to,
    b.minimum_users,
    b.unit_price_cents,
    b.currency,
    b.period,
    b.confidence
from stg_price_book as b
cross join run_context as c
where b.product = 'guard_standard'
    and b.currency = c.currency
    and b.effective_from <= c.as_of
    and (b.effective_to is null or b.effective_to > c.as_of)
