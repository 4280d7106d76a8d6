-- grain: one row per grant that is left to the changed accounts
-- Every counting grant that nobody meant to license is taken away.
select g.*
from grants as g
join scenario_touched as t on t.account_no = g.account_no
where g.is_intended or not g.is_counting
