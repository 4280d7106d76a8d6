-- grain: one row per entry of service_accounts: or of such a list that no account fits
-- severity: info
-- claim: Every entry of the service accounts fits an account.
-- otherwise: These fit none; look for a slip.
with entries as (
    select '' as place, lower(trim(pattern)) as email, '' as account_id
    from config_patterns
    where kind = 'service_account'
    union all
    select
        replace(_file || '[' || _sheet || ']', '[]', '')
        || ':' || cast(_row as varchar) as place,
        case when pattern <> '' then lower(trim(pattern))
            else lower(trim(email)) end as email,
        account_id
    from raw_service_accounts
),

fitted as (
    select e.email
    from account_marks as m
    join account_names as n on n.account_no = m.account_no
    join entries as e
        on n.email_key like replace(replace(replace(replace(
            e.email, '!', '!!'), '%', '!%'), '_', '!_'), '*', '%') escape '!'
    where m.mark = 'service_account' and n.email_key <> ''
)

select
    e.account_id,
    e.email,
    e.place,
    case when e.place = '' then 'service_accounts: in billable.yaml, '
        else '' end || 'no account fits' as detail
from entries as e
where not exists (select 1 from fitted as f where f.email = e.email)
    and not exists (
        select 1 from account_keys as k
        where k.account_id = e.account_id and k.account_id <> ''
    )
order by e.place, e.email, e.account_id
