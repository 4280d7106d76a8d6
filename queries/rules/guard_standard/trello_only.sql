-- grain: one row per account that the rule matches
-- verdict: guard_standard billable
-- priority: 210
-- effective: 2020-04-14..
-- why: Trello, free plan included, is access to a supported product.
-- source: R4
-- saw: 'class ' || class
select
    account_no,
    greatest(intended_rank, counting_rank, policy_rank) as known_rank
from classed_accounts
where class = 'accidental_trello'
