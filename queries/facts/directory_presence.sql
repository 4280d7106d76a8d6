-- grain: one row per account: is the person still here, by the directory
-- here: enabled; disabled; absent from a directory that covers the domain of the
-- address; unclear: two rows differ, or one does not say; unknown: no
-- directory covers the domain (rules.md 8).
with joined as (
    select
        j.account_no,
        min(case when d.is_here then 1 when not d.is_here then 0 else 2 end)
            as least,
        max(case when d.is_here then 1 when not d.is_here then 0 else 2 end)
            as most
    from directory_joins as j
    join stg_directory_users as d
        on d._file = j._file and d._sheet = j._sheet and d._row = j._row
    where j.account_no is not null
    group by j.account_no
),

addressed as (
    select email_key as address
    from stg_directory_users
    union
    select principal_key as address
    from stg_directory_users
),

keyed as (
    select
        account_no,
        lower(email) as address,
        case when position('@' in email) > 0
            then substr(lower(email), position('@' in email) + 1)
            else '' end as domain
    from account_profile
)

select
    k.account_no,
    k.domain,
    case
        when c.domain is null then 'unknown'
        when j.account_no is null and s.address is not null then 'unclear'
        when j.account_no is null then 'absent'
        when j.least = 1 and j.most = 1 then 'here'
        when j.most = 0 then 'disabled'
        else 'unclear'
    end as presence
from keyed as k
left join directory_domains as c on c.domain = k.domain
left join joined as j on j.account_no = k.account_no
left join addressed as s on s.address = k.address
