-- grain: one row per account id that stands beside different e-mail addresses
-- severity: info
-- claim: An account has one e-mail address in every export; where it has more, the first source by precedence is shown.
select
    k.account_id,
    min(r.email_key) as email,
    '' as place,
    'also ' || max(r.email_key) as detail
from account_rows as r
join account_keys as k on k.account_no = r.account_no
where r.email_key <> ''
group by r.account_no, k.account_id
having min(r.email_key) < max(r.email_key)
order by k.account_id
