-- grain: one row per product, plan and number of users: its list price on one day
select
    p.product,
    p.plan,
    p.users,
    p.tier,
    p.monthly_list_cents,
    p.annual_list_cents,
    r.numerator,
    r.denominator,
    case when p.product = 'guard_standard' and c.edition <> 'standard'
        then 'no price of Guard Premium is known'
        else p.reason end as reason,
    p.is_inferred
from priced_seats as p
cross join run_context as c
left join list_rates as r on r.currency = p.list_currency
