-- grain: one row per account that the scenario changes, and how
-- The account that the next sync makes begins without access.
select account_no, 'start_anew' as kind, '' as product
from ways_out
where way_out = 'support_deletion' and feasible
