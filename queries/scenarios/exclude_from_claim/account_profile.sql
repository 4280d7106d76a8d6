-- grain: one row per changed account
-- An account without access at the organisation's places that is left out of
-- the claim is no longer the organisation's: no row of it is left.
select p.*
from account_profile as p
join scenario_touched as t on t.account_no = p.account_no
where 1 = 0
