-- grain: one row per line of the price book
-- is_used: in force tonight, of the kind that prices what was asked for, and in a
-- currency that becomes the bill's.
with asked as (
    select distinct c.product, c.plan, c.uses_tier
    from list_costs as c
    join list_rates as r on r.currency = c.currency
    cross join run_context as e
    where r.numerator is not null
        and (c.users > 0 or e.edition <> 'premium') -- none has no line
)

select
    b.line_no,
    b.product,
    b.plan,
    b.semantics,
    b.users_from,
    b.users_to,
    b.minimum_users,
    b.unit_price_cents,
    b.annual_rounding_cents,
    b.currency,
    cast(m.minor_units as bigint) as minor_units,
    b.period,
    b.effective_from,
    b.effective_to,
    b.source,
    b.confidence,
    a.product is not null as is_used
from stg_price_book as b
left join seed_currencies as m on m.currency = b.currency
left join price_brackets as i on i.line_no = b.line_no
left join asked as a
    on a.product = i.product
    and a.plan = i.plan
    and a.uses_tier = i.is_tier
order by line_no
