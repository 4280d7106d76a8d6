-- grain: one row per changed account: the old one, disabled
-- The new account has only what is meant for the person, which bills nobody here.
select
    p.account_no,
    p.account_type,
    p.account_type_rank,
    'deactivated' as status,
    1 as status_rank,
    true as is_gone,
    p.policy_type,
    p.policy_rank,
    p.atlassian_says,
    p.atlassian_rank,
    p.is_external,
    p.is_claimed_elsewhere,
    p.is_service_account,
    p.has_product_evidence,
    p.is_portal_named
from account_profile as p
join scenario_touched as t on t.account_no = p.account_no
