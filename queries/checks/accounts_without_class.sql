-- grain: one row per account that no class rule or more than one class matches
-- severity: fatal
-- claim: Every account has exactly one class.
select
    p.account_id,
    p.email,
    '' as place,
    cast(count(c.account_no) as varchar) || ' classes instead of 1' as detail
from account_profile as p
left join account_classes as c on c.account_no = p.account_no
group by p.account_no, p.account_id, p.email
having count(c.account_no) <> 1
order by p.account_id, p.email
