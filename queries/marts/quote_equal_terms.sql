-- grain: one row per quote and product of the scope: a year of it on equal terms
-- quoted_cents and equal_cents are in the quote's currency, the second for the scope's
-- users; annual_cents is that in the bill's. per_user_cents is of a year, to the
-- cent below. is_open: the offer can be taken by itself.
select
    o.quote_no, h.quote_number as quote, o.reseller, o.product, s.is_app,
    g.product_group, o.users, o.scope_users, s.basis as scope_basis, o.is_same,
    o.currency, coalesce(cast(u.minor_units as bigint), 100) as minor_units,
    x.rate_numerator, x.rate_denominator,
    o.quoted_cents, o.quoted_renewal_cents, o.equal_cents, o.equal_renewal_cents,
    o.annual_cents, o.renewal_cents,
    case when o.scope_users > 0 then cast((o.annual_cents
        - mod(o.annual_cents, o.scope_users)) / o.scope_users as bigint) end
        as per_user_cents,
    p.quote_no is not null as is_open
from quote_offers as o
join quote_heads as h on h.quote_no = o.quote_no
join quote_scope as s on s.product = o.product
join offer_groups as g on g.product = o.product
left join seed_currencies as u on u.currency = o.currency
left join quote_rates as x on x.currency = o.currency
left join open_offers as p
    on p.quote_no = o.quote_no and p.product = o.product
order by quote_no, product
