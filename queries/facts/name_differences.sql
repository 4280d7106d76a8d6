-- grain: one row per account whose sources state different names or addresses
-- Case and blanks are spelling, not a difference: an address in another case is
-- a finding of its own. Only rows behind the first that speaks are compared.
with others as (
    select
        r.account_no,
        r.source_order,
        r.email_key,
        r.has_name,
        r.has_email
    from account_rows as r
    join account_picks as p on p.account_no = r.account_no
    where (r.has_name and r.source_order <> p.name_order)
        or (r.has_email and r.source_order <> p.email_order)
),

compared as (
    select
        o.account_no,
        case
            when o.has_name
                and lower(translate(s.name, ' ', ''))
                    <> lower(translate(n.name, ' ', '')) then 1
            else 0
        end as names_differ,
        case
            when o.has_email and o.email_key <> n.email_key then 1 else 0
        end as emails_differ
    from others as o
    join stg_account_rows as s on s.source_order = o.source_order
    join account_names as n on n.account_no = o.account_no
)

select
    account_no,
    max(names_differ) = 1 as names_differ,
    max(emails_differ) = 1 as emails_differ
from compared
where names_differ + emails_differ > 0
group by account_no
