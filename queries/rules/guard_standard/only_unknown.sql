-- grain: one row per account that the rule matches
-- verdict: guard_standard unknown
-- priority: 40
-- effective: 2020-04-14..
-- why: It only has products that the program does not know; whether Guard bills them is not known.
-- source: R37, R48
-- saw: cast(counting_grants as varchar) || ' counting grants, ' || cast(unknown_product_grants as varchar) || ' of unknown products'
select
    account_no,
    greatest(unknown_rank, uncounted_rank, policy_rank) as known_rank
from classed_accounts
where counting_grants = 0
    and unknown_product_grants > 0
    and policy_type <> 'non_billable'
