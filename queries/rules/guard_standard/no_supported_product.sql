-- grain: one row per account that the rule matches
-- verdict: guard_standard not_billable
-- priority: 50
-- effective: 2020-04-14..
-- why: It has no product that Guard counts.
-- source: R6, R17, R29, R31
-- saw: cast(counting_grants as varchar) || ' counting grants, ' || cast(unknown_product_grants as varchar) || ' of unknown products'
select
    account_no,
    uncounted_rank as known_rank
from classed_accounts
where counting_grants = 0
    and unknown_product_grants = 0
