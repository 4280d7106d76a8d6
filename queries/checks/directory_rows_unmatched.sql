-- grain: one row per identity-provider row that matches no account
-- severity: info
-- claim: Every identity-provider user has an Atlassian account.
-- otherwise: These have none, or none that is certain; they add nothing to the figures.
-- A guest's principal name is its home address with _ for @ and #EXT#@tenant
-- behind it: a hint, never a join.
with strangers as (
    select
        d.email, d._file, d._sheet, d._row,
        o.account_ids,
        substr(d.principal_key, 1, greatest(
            position('#ext#@' in d.principal_key) - 1, 0)) as guest_key
    from directory_joins as d
    left join email_owners as o on o.email_key = d.email_key
    where d.account_no is null
),

guests as (
    select s._file, s._sheet, s._row, n.email
    from strangers as s
    join account_names as n on replace(n.email_key, '@', '_') = s.guest_key
    where s.guest_key <> ''
)

select
    '' as account_id,
    s.email,
    replace(s._file || '[' || s._sheet || ']', '[]', '')
        || ':' || cast(s._row as varchar) as place,
    case
        when s.account_ids = 2
            then 'its address belongs to more than one account id'
        when g.email is not null then 'a guest whose home address reads like '
            || g.email || ', which has an account'
        else 'no account has this address'
    end as detail
from strangers as s
left join guests as g
    on g._file = s._file and g._sheet = s._sheet and g._row = s._row
order by s.email, place
