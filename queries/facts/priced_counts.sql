-- grain: one row per number of users: what Guard costs for it, or why not known
-- Guard Premium has no price for the whole organisation, though the book may price
-- its add-on: what that costs depends on another count of users (R5).
with premium as (
    select count(*) as lists from price_lists where product = 'guard_premium'
)

select
    n.users,
    case when c.edition = 'standard' then p.monthly_cents end as monthly_cents,
    case when c.edition = 'standard' then p.annual_cents end as annual_cents,
    case when c.edition = 'standard' then p.annual_tax_cents end
        as annual_tax_cents,
    case
        when c.edition = 'standard' then p.reason
        when m.lists > 0
            then 'the total of Guard Premium is not worked out, for its add-on'
                || ' counts other users; the edges tell the cost of each'
        else 'no price of Guard Premium is known'
    end as reason,
    c.edition = 'standard' and p.is_inferred as is_inferred
from counts_to_price as n
cross join run_context as c
cross join premium as m
join priced_seats as p
    on p.product = 'guard_standard' and p.plan = '' and p.users = n.users
