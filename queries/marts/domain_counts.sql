-- grain: one row per domain of the accounts' addresses; blank: no address
with named as (
    select
        r.guard_standard,
        case
            when position('@' in n.email_key) = 0 then ''
            else substr(n.email_key, position('@' in n.email_key) + 1)
        end as domain
    from account_results as r
    join account_names as n on n.account_no = r.account_no
)

select
    domain,
    count(*) as accounts,
    cast(count(*) filter (where guard_standard = 'billable') as bigint)
        as billable,
    cast(count(*) filter (where guard_standard = 'unknown') as bigint)
        as unknown_accounts
from named
group by domain
order by accounts desc, domain
