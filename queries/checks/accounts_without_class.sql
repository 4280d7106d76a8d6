-- grain: one row per account that no class rule or more than one class matches
-- severity: fatal
-- claim: Every account has exactly one class.
select p.account_id, p.email, '' as place, 'no class' as detail
from account_profile as p
left join account_classes as c on c.account_no = p.account_no
where c.account_no is null
order by account_id, email
