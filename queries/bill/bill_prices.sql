-- grain: one row per product, plan and number of users: its list price on one day
-- A book that does not price the add-on of Guard Premium prices it for nobody.
select
    p.product,
    p.plan,
    p.users,
    p.tier,
    p.monthly_list_cents,
    p.annual_list_cents,
    r.numerator,
    r.denominator,
    case when p.product = 'guard_premium' and l.product is null
        then 'no price of Guard Premium is known'
        else p.reason end as reason,
    p.is_inferred
from priced_seats as p
left join list_rates as r on r.currency = p.list_currency
left join price_lists as l on l.product = p.product and l.plan = p.plan
