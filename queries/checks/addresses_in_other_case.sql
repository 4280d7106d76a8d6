-- grain: one row per account and e-mail address that is spelled in different case
-- severity: info
-- claim: An e-mail address is spelled alike in every export; these differ in case only and are taken as one.
with spelled as (
    select p.account_no, s.email_key, s.email
    from account_picks as p
    join account_rows as r on r.account_no = p.account_no
    join stg_account_rows as s on s.source_order = r.source_order
    where p.email_cases_differ and s.email_key <> ''
)

select
    k.account_id,
    min(s.email) as email,
    '' as place,
    'also ' || max(s.email) as detail
from spelled as s
join account_keys as k on k.account_no = s.account_no
group by s.account_no, k.account_id, s.email_key
having min(s.email) < max(s.email)
order by account_id, email
