-- grain: one row per account that the rule matches
-- verdict: guard_standard unknown
-- priority: 45
-- effective: 2020-04-14..
-- why: No source that would show its products names it.
-- source: R48
-- saw: case when has_product_evidence then 'a source shows its products' else 'no source shows its products' end || ', account type ' || case when account_type = '' then 'unknown' else account_type end
select
    account_no,
    greatest(uncounted_rank, account_type_rank, policy_rank) as known_rank
from classed_accounts
where counting_grants = 0
    and unknown_product_grants = 0
    and not has_product_evidence
    and account_type <> 'customer'
    and not is_portal_named
    and policy_type <> 'non_billable'
