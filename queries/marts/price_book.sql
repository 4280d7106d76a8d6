-- grain: one row per line of the price book
select
    b.line_no,
    b.product,
    b.plan,
    b.semantics,
    b.users_from,
    b.users_to,
    b.minimum_users,
    b.unit_price_cents,
    b.currency,
    b.period,
    b.effective_from,
    b.effective_to,
    b.source,
    b.confidence,
    i.line_no is not null
        and i.is_tier = (c.purchased_tier is not null) as is_used
from stg_price_book as b
cross join run_context as c
left join price_brackets as i on i.line_no = b.line_no
order by line_no
