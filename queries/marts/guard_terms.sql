-- grain: one row: the terms on which Guard is priced tonight
-- shape says how a number of users becomes a list price (prices.md 1); it is
-- 'mixed' where the lines in force follow several ways, and null without a price.
-- premium_*: those of the add-on of Premium, null where it is not bought.
with asked as (
    select distinct product, uses_tier
    from list_costs
    where product in ('guard_standard', 'guard_premium') and users > 0
),

lines as (
    select
        b.product, b.semantics, b.period, b.currency, b.annual_rounding_cents
    from price_brackets as b
    join asked as a on a.product = b.product and a.uses_tier = b.is_tier
),

book as (
    select
        g.subscription as product,
        case
            when count(l.semantics) = 0 then null
            when min(l.semantics) = max(l.semantics) then min(l.semantics)
            when min(l.semantics) = 'flat' and max(l.semantics) = 'graduated'
                then 'flat'
            else 'mixed'
        end as shape,
        min(l.period) as period,
        max(l.currency) as currency,
        greatest(coalesce(max(l.annual_rounding_cents), 1), 1) as rounding_cents
    from paid_guards as g
    left join lines as l on l.product = g.subscription
    group by g.subscription
)

select
    case when c.edition = 'standard' or a.shape is not null then k.shape end
        as shape,
    k.period,
    cast(b.months_paid as bigint) as months_paid,
    cast(k.rounding_cents as bigint) as annual_rounding_cents,
    k.currency as list_currency,
    cast(f.minor_units as bigint) as list_minor_units,
    m.discount_basis_points,
    m.tax_basis_points,
    r.rated_on,
    r.numerator as rate_numerator,
    r.denominator as rate_denominator,
    a.shape as premium_shape,
    a.period as premium_period,
    a.currency as premium_list_currency,
    cast(a.rounding_cents as bigint) as premium_rounding_cents
from run_context as c
join seed_billing_periods as b on b.billing = c.billing
cross join config_money as m
join book as k on k.product = 'guard_standard'
left join book as a on a.product = 'guard_premium'
left join seed_currencies as f on f.currency = k.currency
left join list_rates as r on r.currency = k.currency
