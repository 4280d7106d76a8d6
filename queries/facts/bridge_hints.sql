-- grain: one row per account: what it may be counted otherwise for
-- late: the exports differ, it was added within a week, or it is active within a
-- day and shows no product: one of the sources is behind (R14).
select
    r.account_no,
    r.atlassian_says,
    r.is_external,
    p.is_gone
    and coalesce(cast(p.last_active_on + interval '7' day as date) >= c.as_of,
        false) as is_lately_gone,
    p.statuses_differ or p.policies_differ or p.billables_differ
        as sources_differ,
    n.account_no is not null as is_new,
    f.counting_grants = 0
    and coalesce(cast(p.last_active_on + interval '1' day as date) >= c.as_of,
        false) as is_active_without_product,
    p.policy_type = '' as is_policy_unknown,
    f.counting_grants > 0 and f.incident_grants = f.counting_grants
        as is_by_plan,
    coalesce(g.may_be_enterprise, false) as may_be_enterprise,
    coalesce(g.has_unstated_role, false) as has_unstated_role
from account_results as r
cross join run_context as c
join account_profile as p on p.account_no = r.account_no
join account_facts as f on f.account_no = r.account_no
left join recent_accounts as n on n.account_no = r.account_no
left join grant_hints as g on g.account_no = r.account_no
