-- grain: one row per scenario and subscription of Guard that is paid for: how its
-- cost comes about, line by line
-- The list price of the list's currency, less the partner's discount, then the tax;
-- and what both come to in the bill's currency at the rate.
select
    cast(s.scenario_no as bigint) as scenario_no,
    s.id,
    g.subscription as product,
    p.users,
    p.tier,
    p.list_currency,
    p.monthly_list_cents,
    p.annual_list_cents,
    m.discount_basis_points,
    c.monthly_net_cents as monthly_list_net_cents,
    c.annual_net_cents as annual_list_net_cents,
    m.tax_basis_points,
    c.annual_tax_cents as annual_list_tax_cents,
    r.bill_currency as currency,
    r.rated_on,
    r.numerator as rate_numerator,
    r.denominator as rate_denominator,
    p.monthly_cents,
    p.annual_cents,
    p.annual_tax_cents,
    p.annual_cents + p.annual_tax_cents as annual_gross_cents,
    p.reason,
    p.is_inferred
from seed_scenarios as s
join scenario_results as n on n.id = s.id
cross join config_money as m
cross join paid_guards as g
join priced_seats as p
    on p.product = g.subscription
    and p.plan = ''
    and p.users = case g.subscription when 'guard_premium'
        then n.premium_users else n.billable end
join net_costs as c
    on c.product = p.product and c.plan = '' and c.users = p.users
left join list_rates as r on r.currency = p.list_currency
order by scenario_no, product desc
