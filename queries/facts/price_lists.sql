-- grain: one row per product and plan with a price in force: which list prices it
-- The list of the bill's own currency; else one with a rate, that in US dollars first,
-- the list currency (prices.md 6). Other lists are converted.
with rated as (
    select distinct r.from_currency as currency
    from known_rates as r
    join run_context as c on c.currency = r.to_currency
),

ranked as (
    select
        p.product, p.plan, p.currency,
        row_number() over (
            partition by p.product, p.plan
            order by
                case when p.currency = c.currency then 0
                    when r.currency is not null then 1 else 2 end,
                case when p.currency = 'USD' then 0 else 1 end,
                p.currency
        ) as list_no
    from prices_in_force as p
    cross join run_context as c
    left join rated as r on r.currency = p.currency
)

select product, plan, currency
from ranked
where list_no = 1
