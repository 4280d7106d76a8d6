-- grain: one row per account that the scenario changes
select account_no
from ways_out
where way_out = 'deactivate' and feasible
