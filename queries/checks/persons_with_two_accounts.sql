-- grain: one row per identity-provider row that leads to two accounts
-- severity: info
-- claim: An identity-provider user leads to one account, by its SCIM record, its address or its principal name; these lead to two.
select
    k.account_id,
    d.email,
    d._file || ':' || cast(d._row as varchar) as place,
    'its SCIM record, address and principal name (' || d.user_principal_name
        || ') belong to different accounts' as detail
from directory_joins as d
join account_keys as k on k.account_no = d.account_no
where coalesce(d.email_account_no, d.account_no) <> d.account_no
    or coalesce(d.name_account_no, d.account_no) <> d.account_no
order by k.account_id, d.email, place
