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
        2 * r.denominator as halves
    from net_costs as n
    left join list_rates as r on r.currency = n.currency
),

doubled as (
    select
        product, plan, users, list_currency, tier, reason, is_inferred,
        monthly_list_cents, annual_list_cents, monthly, annual, tax,
        numerator, denominator, bill_currency, as_of, halves,
        2 * mod(monthly, denominator) * numerator + denominator as monthly_rest,
        2 * mod(annual, denominator) * numerator + denominator as annual_rest,
        2 * mod(tax, denominator) * numerator + denominator as tax_rest
    from rated
)

select
    product, plan, users, list_currency, tier,
    monthly_list_cents, annual_list_cents,
    case when users = 0 then 0 else
        cast((monthly - mod(monthly, denominator)) / denominator as bigint)
        * numerator
        + cast((monthly_rest - mod(monthly_rest, halves)) / halves as bigint)
        end as monthly_cents,
    case when users = 0 then 0 else
        cast((annual - mod(annual, denominator)) / denominator as bigint)
        * numerator
        + cast((annual_rest - mod(annual_rest, halves)) / halves as bigint)
        end as annual_cents,
    case when users = 0 then 0 else
        cast((tax - mod(tax, denominator)) / denominator as bigint)
        * numerator
        + cast((tax_rest - mod(tax_rest, halves)) / halves as bigint)
        end as annual_tax_cents,
    case
        when reason <> '' or users = 0 then reason
        when denominator is null then 'no rate from ' || list_currency || ' to '
            || bill_currency || ' is known on ' || cast(as_of as varchar)
        else ''
    end as reason,
    is_inferred and denominator is not null as is_inferred
from doubled
