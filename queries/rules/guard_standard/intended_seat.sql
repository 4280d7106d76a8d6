-- grain: one row per account that the rule matches
-- verdict: guard_standard billable
-- priority: 200
-- effective: 2020-04-14..
-- why: It uses a product that the organisation means to license.
-- source: R1
-- saw: cast(intended_seat_grants as varchar) || ' intended counting grants'
select
    account_no,
    greatest(intended_seat_rank, policy_rank) as known_rank
from classed_accounts
where intended_seat_grants > 0
