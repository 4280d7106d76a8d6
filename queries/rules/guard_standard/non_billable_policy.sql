-- grain: one row per account that the rule matches
-- verdict: guard_standard not_billable
-- priority: 60
-- effective: 2020-04-14..
-- why: Its authentication policy is non-billable.
-- source: R20
-- saw: 'policy ' || case when policy_type = '' then 'unknown' else policy_type end
select
    account_no,
    policy_rank as known_rank
from classed_accounts
where policy_type = 'non_billable'
