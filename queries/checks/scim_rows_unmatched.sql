-- grain: one row per SCIM user that matches no account
-- severity: info
-- claim: Every SCIM user leads to an account; these carry no account id, share no external id with one that does, and match no single account by address.
select
    '' as account_id,
    j.email,
    replace(j._file || '[' || j._sheet || ']', '[]', '')
        || ':' || cast(j._row as varchar) as place,
    case j.joined_by
        when 'ambiguous' then 'its address belongs to more than one account id'
        else 'SCIM user without account'
    end as detail
from account_joins as j
left join account_keys as k
    on k.account_id = j.joined_account_id
    and k.lone_email_key = j.lone_email_key
where j._format = 'scim_users' and k.account_no is null
order by j.email, place
