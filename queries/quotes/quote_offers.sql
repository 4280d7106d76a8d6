-- grain: one row per quote and product of the scope: a year of it on equal terms
-- For the scope's users, in the quote's currency and in the bill's, before tax. Each
-- step is rounded once, half away from zero; whole divisors and the rest are reckoned
-- apart, which is exact and keeps the products small. Null where quote_sizes or the
-- rates do not allow it: offer_reasons says why.
with scaled as (
    select
        z.quote_no, z.product, z.currency, z.users, z.scope_users, z.is_same,
        z.annual_cents as quoted_cents,
        case
            when z.is_same then z.annual_cents
            when z.fits then cast((z.annual_cents - mod(z.annual_cents, z.users))
                / z.users * z.scope_users
                + (2 * mod(z.annual_cents, z.users) * z.scope_users + z.users
                    - mod(2 * mod(z.annual_cents, z.users) * z.scope_users + z.users,
                        2 * z.users)) / (2 * z.users) as bigint)
        end as annual,
        case
            when z.is_same then z.renewal_cents
            when z.fits then cast((z.renewal_cents - mod(z.renewal_cents, z.users))
                / z.users * z.scope_users
                + (2 * mod(z.renewal_cents, z.users) * z.scope_users + z.users
                    - mod(2 * mod(z.renewal_cents, z.users) * z.scope_users + z.users,
                        2 * z.users)) / (2 * z.users) as bigint)
        end as renewal
    from quote_sizes as z
),

rated as (
    select
        s.*, r.numerator, r.denominator,
        2 * mod(s.annual, r.denominator) * r.numerator + r.denominator as a_twice,
        2 * mod(s.renewal, r.denominator) * r.numerator + r.denominator as r_twice
    from scaled as s
    left join quote_rates as r on r.currency = s.currency
)

select
    o.quote_no, h.reseller, o.product, o.currency, o.users, o.scope_users,
    o.is_same, o.quoted_cents,
    o.annual as equal_cents,
    o.renewal as equal_renewal_cents,
    cast((o.annual - mod(o.annual, o.denominator)) / o.denominator * o.numerator
        + (o.a_twice - mod(o.a_twice, 2 * o.denominator)) / (2 * o.denominator)
        as bigint) as annual_cents,
    cast((o.renewal - mod(o.renewal, o.denominator)) / o.denominator * o.numerator
        + (o.r_twice - mod(o.r_twice, 2 * o.denominator)) / (2 * o.denominator)
        as bigint) as renewal_cents
from rated as o
join quote_heads as h on h.quote_no = o.quote_no
