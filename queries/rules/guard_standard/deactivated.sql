-- grain: one row per account that the rule matches
-- verdict: guard_standard not_billable
-- priority: 20
-- effective: 2020-04-14..
-- why: The account is closed, inactive, deactivated or scheduled for deletion.
-- source: R18
-- saw: 'status ' || status
select
    account_no,
    status_rank as known_rank
from classed_accounts
where is_gone
