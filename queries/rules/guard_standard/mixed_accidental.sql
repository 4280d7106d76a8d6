-- grain: one row per account that the rule matches
-- verdict: guard_standard billable
-- priority: 260
-- effective: 2020-04-14..
-- why: It has access to a supported product that nobody meant to license.
-- source: R1
-- saw: cast(counting_grants as varchar) || ' counting grants'
select
    account_no,
    greatest(counting_rank, policy_rank) as known_rank
from classed_accounts
where counting_grants > 0
