-- grain: one row per grant that is left to the changed accounts
-- The account that the next sync makes begins without access.
select g.*
from grants as g
join scenario_touched as t on t.account_no = g.account_no
where 1 = 0
