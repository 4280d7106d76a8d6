-- grain: one row per account that the rule matches
-- verdict: guard_standard billable
-- priority: 230
-- effective: 2020-04-14..
-- why: It is only a Confluence guest; guests count since 9 February 2024.
-- source: R3
-- saw: cast(guest_grants as varchar) || ' of ' || cast(counting_grants as varchar) || ' counting grants are Confluence guest'
select
    account_no,
    greatest(guest_rank, policy_rank) as known_rank
from classed_accounts
where counting_grants > 0
    and guest_grants = counting_grants
