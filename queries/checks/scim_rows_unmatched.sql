-- grain: one row per SCIM user that matches no account
-- severity: info
-- claim: Every SCIM user leads to an account.
-- otherwise: These carry no account id, share no external id with one that does, and match no single account by address.
select
    '' as account_id,
    s.email,
    replace(s._file || '[' || s._sheet || ']', '[]', '')
        || ':' || cast(s._row as varchar) as place,
    case
        when o.account_ids > 1
            then 'its address belongs to more than one account id'
        else 'SCIM user without account'
    end as detail
from stg_account_rows as s
left join email_owners as o on o.email_key = s.email_key
where s._format = 'scim_users'
    and not exists (
        select 1 from account_rows as r where r.source_order = s.source_order
    )
order by s.email, place
