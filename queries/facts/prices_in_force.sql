-- grain: one row per line of the price book in force on the night
-- Guard has no plans: whatever a book writes there is the same price list.
select
    b.line_no, b.product,
    case when b.product in ('guard_standard', 'guard_premium') then ''
        else b.plan end as plan,
    b.semantics, b.users_from, b.users_to, b.minimum_users,
    b.unit_price_cents, b.annual_rounding_cents, b.currency, b.period,
    b.confidence,
    b.semantics = 'tier' as is_tier
from stg_price_book as b
cross join run_context as c
where b.effective_from <= c.as_of
    and (b.effective_to is null or b.effective_to > c.as_of)
