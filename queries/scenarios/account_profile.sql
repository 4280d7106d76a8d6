-- grain: one row per changed account, for a scenario that leaves profiles alone
select p.*
from account_profile as p
join scenario_touched as t on t.account_no = p.account_no
