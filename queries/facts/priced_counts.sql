-- grain: one row per number of users: what Guard costs for it, or why not known
-- Guard Premium has no price for the whole organisation: what the add-on costs
-- depends on another count of users (R5).
select
    n.users,
    case when c.edition = 'standard' then p.monthly_cents end as monthly_cents,
    case when c.edition = 'standard' then p.annual_cents end as annual_cents,
    case when c.edition = 'standard' then p.annual_tax_cents end
        as annual_tax_cents,
    case when c.edition <> 'standard'
        then 'no price of Guard Premium is known'
        else p.reason end as reason,
    c.edition = 'standard' and p.is_inferred as is_inferred
from counts_to_price as n
cross join run_context as c
join priced_seats as p
    on p.product = 'guard_standard' and p.plan = '' and p.users = n.users
