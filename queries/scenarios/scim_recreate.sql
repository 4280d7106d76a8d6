-- grain: one row per account that the scenario changes, and how
-- The old account is disabled; the new one has only what is meant for the person,
-- which bills nobody here.
select account_no, 'deactivate' as kind, '' as product
from ways_out
where way_out = 'scim_recreate' and feasible
