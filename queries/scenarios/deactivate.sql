-- grain: one row per account that the scenario changes, and how
select account_no, 'deactivate' as kind, '' as product
from ways_out
where way_out = 'deactivate' and feasible
