-- grain: one row per account and e-mail address that is not the one shown
-- severity: info
-- claim: An account has one e-mail address in every export; where it has more, the first source by precedence is shown.
select distinct
    p.account_id,
    p.email,
    '' as place,
    'also ' || r.email_key as detail
from account_rows as r
join account_profile as p on p.account_no = r.account_no
where r.email_key <> '' and r.email_key <> lower(trim(p.email))
order by account_id, email, detail
