-- grain: one row per account that the rule matches
-- verdict: guard_standard billable
-- priority: 250
-- effective: 2020-04-14..
-- why: It only has access to sandboxes; Guard counts sandboxes.
-- source: R25
-- saw: cast(sandbox_grants as varchar) || ' of ' || cast(counting_grants as varchar) || ' counting grants are at sandboxes'
select
    account_no,
    greatest(ownership_rank, policy_rank) as known_rank
from classed_accounts
where counting_grants > 0
    and sandbox_grants = counting_grants
