-- grain: one row per account counted as a JSM agent without proof of its role
-- severity: info
-- claim: Every JSM role is stated or follows from groups.
-- otherwise: These accounts are counted as agents, assumed. An agent list (agents.csv) or an export with groups settles it.
select distinct
    p.account_id,
    p.email,
    '' as place,
    'JSM at ' || case when g.place = '' then 'no named site' else g.place end
        as detail
from grants as g
join account_profile as p on p.account_no = g.account_no
where g.product = 'jsm' and g.role = 'user' and g.role_rank = 3
order by p.account_id, p.email, detail
