-- grain: one row per account that the rule matches
-- verdict: guard_standard billable
-- priority: 220
-- effective: 2020-04-14..
-- why: All it has is Trello or Bitbucket at own places; free plans count too.
-- source: R1
-- saw: cast(free_own_grants as varchar) || ' of ' || cast(counting_grants as varchar) || ' counting grants are Trello or Bitbucket at own places'
select
    account_no,
    greatest(ownership_rank, policy_rank) as known_rank
from classed_accounts
where counting_grants > 0
    and free_own_grants = counting_grants
