-- grain: one row: how many users of the add-on of Premium are paid tonight, and the
-- fewest that the ways out may leave; 0 where it is not bought
with freeable as (
    select count(*) as accounts
    from way_choices
    where keeps_premium_pick > 0 or loses_premium_pick > 0
)

select
    n.premium_users as most,
    greatest(n.premium_users - f.accounts, 0) as least
from billed_now as n
cross join freeable as f
