-- grain: one row per account that the rule matches
-- verdict: guard_standard not_billable
-- priority: 80
-- effective: 2020-04-14..2024-02-09
-- why: It is only a Confluence guest, and guests did not count before 9 February 2024.
-- source: R3
-- saw: cast(guest_grants as varchar) || ' of ' || cast(counting_grants as varchar) || ' counting grants are Confluence guest'
select
    account_no,
    guest_rank as known_rank
from classed_accounts
where counting_grants > 0
    and guest_grants = counting_grants
