-- grain: one row per identity-provider row that matches no account
-- severity: info
-- claim: Every identity-provider user has an Atlassian account; these have none.
select
    '' as account_id,
    case when email <> '' then email else user_principal_name end as email,
    _file || ':' || cast(_row as varchar) as place,
    'no account has this address' as detail
from directory_joins
where account_no is null
order by email, place
