-- grain: one row per product and plan with a price in force: which list prices it
-- The list of the bill's own currency; else that in US dollars, the list currency
-- (prices.md 6); else the first there is. Other lists are converted.
with ranked as (
    select
        p.product, p.plan, p.currency,
        row_number() over (
            partition by p.product, p.plan
            order by
                case when p.currency = c.currency then 0
                    when p.currency = 'USD' then 1 else 2 end,
                p.currency
        ) as list_no
    from prices_in_force as p
    cross join run_context as c
)

select product, plan, currency
from ranked
where list_no = 1
