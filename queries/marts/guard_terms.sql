-- grain: one row: the terms on which Guard is priced tonight
-- shape says how a number of users becomes a list price (prices.md 1); it is
-- 'mixed' where the lines in force follow several ways, and null without a price.
with asked as (
    select distinct uses_tier
    from list_costs
    where product = 'guard_standard' and users > 0
),

lines as (
    select b.semantics, b.period, b.currency, b.annual_rounding_cents
    from price_brackets as b
    join asked as a on a.uses_tier = b.is_tier
    where b.product = 'guard_standard'
),

book as (
    select
        case
            when min(semantics) = max(semantics) then min(semantics)
            when min(semantics) = 'flat' and max(semantics) = 'graduated'
                then 'flat'
            else 'mixed'
        end as shape,
        count(*) as brackets,
        min(period) as period,
        max(currency) as currency,
        max(annual_rounding_cents) as annual_rounding_cents
    from lines
)

select
    case when c.edition = 'standard' and k.brackets > 0 then k.shape end
        as shape,
    k.period,
    cast(b.months_paid as bigint) as months_paid,
    cast(greatest(coalesce(k.annual_rounding_cents, 1), 1) as bigint)
        as annual_rounding_cents,
    k.currency as list_currency,
    cast(f.minor_units as bigint) as list_minor_units,
    m.discount_basis_points,
    m.tax_basis_points,
    r.rated_on,
    r.numerator as rate_numerator,
    r.denominator as rate_denominator
from run_context as c
join seed_billing_periods as b on b.billing = c.billing
cross join config_money as m
cross join book as k
left join seed_currencies as f on f.currency = k.currency
left join list_rates as r on r.currency = k.currency
