-- grain: one row per quote and product of the scope: a year of it on equal terms
-- For the scope's users, in the quote's currency and in the bill's, before tax. Each
-- step is rounded once, half away from zero; whole divisors and the rest are reckoned
-- apart, which is exact and keeps the products small. Null where quote_sizes or the
-- rates do not allow it: offer_reasons says why.
with parts as (
    select
        z.*,
        cast((z.annual_cents - mod(z.annual_cents, z.users)) / z.users as bigint)
            * z.scope_users as a_whole,
        mod(z.annual_cents, z.users) * z.scope_users as a_rest,
        cast((z.renewal_cents - mod(z.renewal_cents, z.users)) / z.users as bigint)
            * z.scope_users as r_whole,
        mod(z.renewal_cents, z.users) * z.scope_users as r_rest
    from quote_sizes as z
),

scaled as (
    select
        quote_no, product, currency, users, scope_users, is_same,
        annual_cents as quoted_cents, renewal_cents as quoted_renewal_cents,
        case when is_same then annual_cents
            when fits then a_whole
                + cast((a_rest - mod(a_rest, users)) / users as bigint)
                + case when 2 * mod(a_rest, users) >= users then 1 else 0 end
            end as annual,
        case when is_same then renewal_cents
            when fits then r_whole
                + cast((r_rest - mod(r_rest, users)) / users as bigint)
                + case when 2 * mod(r_rest, users) >= users then 1 else 0 end
            end as renewal
    from parts
),

rated as (
    select
        s.*, r.denominator,
        cast((s.annual - mod(s.annual, r.denominator)) / r.denominator as bigint)
            * r.numerator as a_whole,
        mod(s.annual, r.denominator) * r.numerator as a_rest,
        cast((s.renewal - mod(s.renewal, r.denominator)) / r.denominator as bigint)
            * r.numerator as r_whole,
        mod(s.renewal, r.denominator) * r.numerator as r_rest
    from scaled as s
    left join quote_rates as r on r.currency = s.currency
)

select
    o.quote_no, h.reseller, o.product, o.currency, o.users, o.scope_users,
    o.is_same, o.quoted_cents, o.quoted_renewal_cents,
    o.annual as equal_cents,
    o.renewal as equal_renewal_cents,
    o.a_whole + cast((o.a_rest - mod(o.a_rest, o.denominator)) / o.denominator as bigint)
        + case when 2 * mod(o.a_rest, o.denominator) >= o.denominator then 1 else 0 end
        as annual_cents,
    o.r_whole + cast((o.r_rest - mod(o.r_rest, o.denominator)) / o.denominator as bigint)
        + case when 2 * mod(o.r_rest, o.denominator) >= o.denominator then 1 else 0 end
        as renewal_cents
from rated as o
join quote_heads as h on h.quote_no = o.quote_no
