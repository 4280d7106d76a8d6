-- grain: one row per number of users: how the cost of Guard comes about
-- The list price, less the partner's discount, then the tax, in the list's currency;
-- and what a month, a year and its tax are in the bill's. reference_cents and
-- reference_annual_cents are the list price of the book's period and of a year,
-- reckoned another way (guard_proofs), for the workbook to compare.
select
    p.users,
    p.tier,
    case when c.edition = 'standard' then p.monthly_list_cents end
        as monthly_list_cents,
    case when c.edition = 'standard' then p.annual_list_cents end
        as annual_list_cents,
    case when c.edition = 'standard' then n.monthly_net_cents end
        as monthly_net_cents,
    case when c.edition = 'standard' then n.annual_net_cents end
        as annual_net_cents,
    case when c.edition = 'standard' then n.annual_tax_cents end
        as annual_list_tax_cents,
    g.monthly_cents,
    g.annual_cents,
    g.annual_tax_cents,
    case when c.edition = 'standard' then f.cents end as reference_cents,
    case when g.users = 0 and c.edition = 'standard' then 0
        when c.edition = 'standard' then f.annual_cents end
        as reference_annual_cents
from priced_counts as g
cross join run_context as c
join priced_seats as p
    on p.product = 'guard_standard' and p.plan = '' and p.users = g.users
join net_costs as n
    on n.product = 'guard_standard' and n.plan = '' and n.users = g.users
left join guard_proofs as f on f.users = g.users
order by users
