-- grain: one row per account whose e-mail address is spelled in different case
-- severity: info
-- claim: An e-mail address is spelled alike in every export; these differ in case only and are taken as one.
select
    k.account_id,
    min(j.email) as email,
    '' as place,
    'also ' || max(j.email) as detail
from account_joins as j
join account_keys as k
    on k.account_id = j.joined_account_id
    and k.lone_email_key = j.lone_email_key
where j.email_key <> ''
group by k.account_no, k.account_id, j.email_key
having min(j.email) < max(j.email)
order by account_id, email
