-- grain: one row per product, plan and number of users: what it costs, or why not known
-- In the bill's currency, before tax. A conversion restates an amount of the bill and
-- is rounded once, half away from zero. Whole denominators and the rest are converted
-- apart, which is exact and keeps the products small.
with rated as (
    select
        n.product, n.plan, n.users, n.currency as list_currency, n.tier,
        n.reason, n.is_inferred,
        n.monthly_list_cents, n.annual_list_cents,
        n.monthly_net_cents as monthly, n.annual_net_cents as annual,
        n.annual_tax_cents as tax,
        r.numerator, r.denominator, r.bill_currency, r.as_of,
        mod(n.monthly_net_cents, r.denominator) as monthly_rest,
        mod(n.annual_net_cents, r.denominator) as annual_rest,
        mod(n.annual_tax_cents, r.denominator) as tax_rest
    from net_costs as n
    left join list_rates as r on r.currency = n.currency
),

doubled as (
    select
        product, plan, users, list_currency, tier, reason, is_inferred,
        monthly_list_cents, annual_list_cents, monthly, annual, tax,
        numerator, denominator, bill_currency, as_of,
        monthly_rest, annual_rest, tax_rest,
        2 * monthly_rest * numerator + denominator as monthly_twice,
        2 * annual_rest * numerator + denominator as annual_twice,
        2 * tax_rest * numerator + denominator as tax_twice
    from rated
)

select
    product, plan, users, list_currency, tier,
    monthly_list_cents, annual_list_cents,
    case when users = 0 then 0 else cast(
        (monthly - monthly_rest) / denominator * numerator
        + (monthly_twice - mod(monthly_twice, 2 * denominator))
            / (2 * denominator) as bigint) end as monthly_cents,
    case when users = 0 then 0 else cast(
        (annual - annual_rest) / denominator * numerator
        + (annual_twice - mod(annual_twice, 2 * denominator))
            / (2 * denominator) as bigint) end as annual_cents,
    case when users = 0 then 0 else cast(
        (tax - tax_rest) / denominator * numerator
        + (tax_twice - mod(tax_twice, 2 * denominator))
            / (2 * denominator) as bigint) end as annual_tax_cents,
    case
        when reason <> '' or users = 0 then reason
        when denominator is null then 'no rate from ' || list_currency || ' to '
            || bill_currency || ' is known on ' || cast(as_of as varchar)
        else ''
    end as reason,
    is_inferred and denominator is not null as is_inferred
from doubled
