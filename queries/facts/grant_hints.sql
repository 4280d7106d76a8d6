-- grain: one row per account with a grant that Atlassian may read otherwise
-- Why its count may differ, as far as grants show: an Enterprise plan that only
-- another organisation sees (R24), and roles that no export states (R30, R31).
select
    g.account_no,
    max(case when g.ownership = 'foreign' and g.plan = ''
        and p.enterprise_includes_guard = 'yes' then 1 else 0 end) = 1
        as may_be_enterprise,
    max(case when g.product in ('jsm', 'jpd') and g.role_rank > 1
        then 1 else 0 end) = 1 as has_unstated_role
from grants as g
join seed_products as p on p.product = g.product
where (
        g.ownership = 'foreign'
        and g.plan = ''
        and p.enterprise_includes_guard = 'yes'
    )
    or (
        g.product in ('jsm', 'jpd')
        and g.role_rank > 1
    )
group by g.account_no
