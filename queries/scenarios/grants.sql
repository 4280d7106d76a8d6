-- grain: one row per grant of a changed account, for a scenario that leaves
-- grants alone
select g.*
from grants as g
join scenario_touched as t on t.account_no = g.account_no
