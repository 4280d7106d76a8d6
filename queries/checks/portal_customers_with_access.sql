-- grain: one row per portal-only customer whose account is more than that
-- severity: info
-- claim: A portal-only customer has no Atlassian account with a product.
-- otherwise: These addresses belong to accounts that use a product that counts.
select
    p.account_id,
    p.email,
    replace(r._file || '[' || r._sheet || ']', '[]', '')
        || ':' || cast(r._row as varchar) as place,
    'Guard Standard ' || s.guard_standard || ', class ' || s.class as detail
from account_rows as r
join account_profile as p on p.account_no = r.account_no
join account_facts as f on f.account_no = r.account_no
join account_results as s on s.account_no = r.account_no
where r._format = 'portal_customers' and f.counting_grants > 0
order by p.account_id, p.email, place
