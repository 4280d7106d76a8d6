-- grain: one row per account that the scenario changes, and how
select account_no, 'unclaim' as kind, '' as product
from ways_out
where way_out = 'exclude_from_claim' and feasible
