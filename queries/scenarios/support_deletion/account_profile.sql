-- grain: one row per changed account: the new one, of which all access is known
select
    p.account_no,
    p.account_type,
    p.account_type_rank,
    p.status,
    p.status_rank,
    p.is_gone,
    p.policy_type,
    p.policy_rank,
    p.atlassian_says,
    p.atlassian_rank,
    p.is_external,
    p.is_claimed_elsewhere,
    p.is_service_account,
    true as has_product_evidence,
    p.is_portal_named
from account_profile as p
join scenario_touched as t on t.account_no = p.account_no
