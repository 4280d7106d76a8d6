-- grain: one row per account that the scenario changes, and how
select account_no, 'non_billable_policy' as kind, '' as product
from ways_out
where way_out = 'non_billable_policy' and feasible
