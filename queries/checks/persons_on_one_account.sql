-- grain: one row per identity-provider row that shares its account with another
-- severity: info
-- claim: No two people of one identity provider lead to one account.
-- otherwise: These do; whether the person is still here is not certain for their account.
with crowded as (
    select account_no, _format
    from directory_joins
    where account_no is not null
    group by account_no, _format
    having count(*) > 1
),

people as (
    select distinct
        d.account_no,
        d._format,
        case when d.directory_key <> '' then d.directory_key
            when d.principal_key <> '' then d.principal_key
            else d.email_key end as person
    from crowded as c
    join directory_joins as d
        on d.account_no = c.account_no and d._format = c._format
),

shared as (
    select account_no, _format
    from people
    group by account_no, _format
    having count(*) > 1
)

select
    k.account_id,
    d.email,
    replace(d._file || '[' || d._sheet || ']', '[]', '')
        || ':' || cast(d._row as varchar) as place,
    case when d.user_principal_name = '' then ''
        else d.user_principal_name || ', ' end
        || 'joined by ' || replace(d.joined_by, '_', ' ') as detail
from shared as s
join directory_joins as d
    on d.account_no = s.account_no and d._format = s._format
join account_keys as k on k.account_no = s.account_no
order by k.account_id, place
