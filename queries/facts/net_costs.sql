-- grain: one row per product, plan and number of users: list price, discount and tax
-- The partner's discount and the tax are lines of the bill: each is rounded once,
-- half a cent away from zero, and nothing in between.
with discounted as (
    select
        l.product, l.plan, l.users, l.currency, l.tier, l.reason, l.is_inferred,
        l.monthly_cents as monthly_list_cents,
        l.annual_cents as annual_list_cents,
        cast((l.monthly_cents * (10000 - m.discount_basis_points) + 5000
            - mod(l.monthly_cents * (10000 - m.discount_basis_points) + 5000,
                10000)) / 10000 as bigint) as monthly_net_cents,
        cast((l.annual_cents * (10000 - m.discount_basis_points) + 5000
            - mod(l.annual_cents * (10000 - m.discount_basis_points) + 5000,
                10000)) / 10000 as bigint) as annual_net_cents
    from list_costs as l
    cross join config_money as m
)

select
    d.product, d.plan, d.users, d.currency, d.tier, d.reason, d.is_inferred,
    d.monthly_list_cents,
    d.annual_list_cents,
    d.monthly_net_cents,
    d.annual_net_cents,
    cast((d.monthly_net_cents * m.tax_basis_points + 5000
        - mod(d.monthly_net_cents * m.tax_basis_points + 5000, 10000)) / 10000
        as bigint) as monthly_tax_cents,
    cast((d.annual_net_cents * m.tax_basis_points + 5000
        - mod(d.annual_net_cents * m.tax_basis_points + 5000, 10000)) / 10000
        as bigint) as annual_tax_cents
from discounted as d
cross join config_money as m
