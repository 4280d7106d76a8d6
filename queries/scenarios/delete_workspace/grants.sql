-- grain: one row per grant that is left to the changed accounts
-- Without its workspaces an account has no Trello.
select g.*
from grants as g
join scenario_touched as t on t.account_no = g.account_no
where g.product <> 'trello'
