-- grain: one row per subscription of Guard that is paid for and number of users that
-- asks its price: how its cost comes about
-- The list price, less the partner's discount, then the tax, in the list's currency;
-- and what a month, a year and its tax are in the bill's. reference_cents and
-- reference_annual_cents are the list price of the book's period and of a year,
-- reckoned another way (guard_proofs), for the workbook to compare.
with asked as (
    select 'guard_standard' as product, users from counts_to_price
    union
    select g.subscription as product, n.premium_users as users
    from counts_to_price as n
    join paid_guards as g on g.subscription = 'guard_premium'
)

select
    a.product,
    a.users,
    p.tier,
    p.monthly_list_cents,
    p.annual_list_cents,
    n.monthly_net_cents,
    n.annual_net_cents,
    n.annual_tax_cents as annual_list_tax_cents,
    p.monthly_cents,
    p.annual_cents,
    p.annual_tax_cents,
    f.cents as reference_cents,
    case when a.users = 0 then 0 else f.annual_cents end
        as reference_annual_cents
from asked as a
join priced_seats as p
    on p.product = a.product and p.plan = '' and p.users = a.users
join net_costs as n
    on n.product = a.product and n.plan = '' and n.users = a.users
left join guard_proofs as f on f.product = a.product and f.users = a.users
order by product desc, users
