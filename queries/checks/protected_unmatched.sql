-- grain: one row per entry of protected: or of a protected list that no account fits
-- severity: info
-- claim: Every protected entry fits an account.
-- otherwise: These protect nobody; a slip in one leaves somebody unprotected.
with entries as (
    select '' as place, lower(trim(pattern)) as email, '' as account_id,
        '' as group_name
    from config_patterns
    where kind = 'protected'
    union all
    select
        replace(_file || '[' || _sheet || ']', '[]', '')
        || ':' || cast(_row as varchar) as place,
        case when email <> '' then lower(trim(email))
            when domain <> '' then '*@' || lower(trim(domain))
            else '' end as email,
        account_id,
        lower(trim(group_name)) as group_name
    from raw_protected
),

fitted as (
    select e.email
    from account_marks as m
    join account_names as n on n.account_no = m.account_no
    join entries as e
        on n.email_key like replace(replace(replace(replace(
            e.email, '!', '!!'), '%', '!%'), '_', '!_'), '*', '%') escape '!'
    where m.mark = 'protected' and n.email_key <> ''
)

select
    e.account_id,
    e.email,
    e.place,
    case when e.place = '' then 'protected: in billable.yaml, ' else '' end
    || case
        when e.group_name <> '' then 'no account is in the group '
            || e.group_name
        else 'no account fits'
    end as detail
from entries as e
where not exists (select 1 from fitted as f where f.email = e.email)
    and not exists (
        select 1 from account_keys as k
        where k.account_id = e.account_id and k.account_id <> ''
    )
    and not exists (
        select 1 from account_groups as g where g.group_name = e.group_name
    )
order by e.place, e.email, e.account_id, detail
