-- grain: one row per line of the book that prices Guard tonight
-- rise_cents: how much its price is above that of the line before it.
with lines as (
    select
        b.semantics, b.period, b.users_from, b.users_to, b.unit_price_cents,
        b.annual_rounding_cents,
        case when b.is_tier then 0 else b.minimum_users end as minimum_users,
        row_number() over (order by b.users_from, b.line_no) as step_no
    from price_brackets as b
    cross join run_context as c
    where b.product = 'guard_standard'
        and b.is_tier = (c.purchased_tier is not null)
)

select
    l.semantics, l.period, l.users_from, l.users_to, l.unit_price_cents,
    l.annual_rounding_cents, l.minimum_users,
    l.unit_price_cents - coalesce(p.unit_price_cents, 0) as rise_cents
from lines as l
left join lines as p on p.step_no = l.step_no - 1
