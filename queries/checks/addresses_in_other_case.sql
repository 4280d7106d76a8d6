-- grain: one row per account and place that spells its address in another case
-- severity: info
-- claim: An e-mail address is spelled alike in every source.
-- otherwise: These differ in case only and are taken as one.
select
    k.account_id,
    n.email,
    replace(s._file || '[' || s._sheet || ']', '[]', '')
        || ':' || cast(s._row as varchar) as place,
    'also ' || s.email as detail
from account_picks as p
join account_names as n on n.account_no = p.account_no
join account_keys as k on k.account_no = p.account_no
join account_rows as r on r.account_no = p.account_no
join stg_account_rows as s on s.source_order = r.source_order
where p.email_cases_differ
    and s.email_key = n.email_key
    and s.email <> n.email
order by k.account_id, n.email, place
