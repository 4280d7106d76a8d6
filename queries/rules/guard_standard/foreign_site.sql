-- grain: one row per account that the rule matches
-- verdict: guard_standard billable
-- priority: 240
-- effective: 2020-04-14..
-- why: It uses products on another organisation's sites; Guard counts them all the same.
-- source: R23
-- saw: cast(foreign_grants as varchar) || ' of ' || cast(counting_grants as varchar) || ' counting grants are at foreign places'
select
    account_no,
    greatest(ownership_rank, policy_rank) as known_rank
from classed_accounts
where counting_grants > 0
    and foreign_grants = counting_grants
