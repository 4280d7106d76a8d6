-- grain: one row per product, plan and number of users: list price, discount and tax
-- The partner's discount and the tax are lines of the bill: each is rounded once,
-- half a cent away from zero, and nothing in between. Whole parts of 10000 and the
-- rest are multiplied apart, which is exact and keeps the products small.
with discounts as (
    select
        l.product, l.plan, l.users, l.currency, l.tier, l.reason, l.is_inferred,
        l.monthly_cents, l.annual_cents,
        10000 - m.discount_basis_points as paid_points,
        m.tax_basis_points,
        mod(l.monthly_cents, 10000) * (10000 - m.discount_basis_points) + 5000
            as monthly_rest,
        mod(l.annual_cents, 10000) * (10000 - m.discount_basis_points) + 5000
            as annual_rest
    from list_costs as l
    cross join config_money as m
),

discounted as (
    select
        product, plan, users, currency, tier, reason, is_inferred,
        monthly_cents as monthly_list_cents, annual_cents as annual_list_cents,
        tax_basis_points,
        cast((monthly_cents - mod(monthly_cents, 10000)) / 10000 as bigint)
            * paid_points
            + cast((monthly_rest - mod(monthly_rest, 10000)) / 10000 as bigint)
            as monthly_net_cents,
        cast((annual_cents - mod(annual_cents, 10000)) / 10000 as bigint)
            * paid_points
            + cast((annual_rest - mod(annual_rest, 10000)) / 10000 as bigint)
            as annual_net_cents
    from discounts
),

taxes as (
    select
        product, plan, users, currency, tier, reason, is_inferred,
        monthly_list_cents, annual_list_cents, monthly_net_cents,
        annual_net_cents, tax_basis_points,
        mod(monthly_net_cents, 10000) * tax_basis_points + 5000
            as monthly_rest,
        mod(annual_net_cents, 10000) * tax_basis_points + 5000 as annual_rest
    from discounted
)

select
    product, plan, users, currency, tier, reason, is_inferred,
    monthly_list_cents,
    annual_list_cents,
    monthly_net_cents,
    annual_net_cents,
    cast((monthly_net_cents - mod(monthly_net_cents, 10000)) / 10000 as bigint)
        * tax_basis_points
        + cast((monthly_rest - mod(monthly_rest, 10000)) / 10000 as bigint)
        as monthly_tax_cents,
    cast((annual_net_cents - mod(annual_net_cents, 10000)) / 10000 as bigint)
        * tax_basis_points
        + cast((annual_rest - mod(annual_rest, 10000)) / 10000 as bigint)
        as annual_tax_cents
from taxes
