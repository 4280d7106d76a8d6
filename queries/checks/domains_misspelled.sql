-- grain: one row per domain that reads like a larger one with letters more or less
-- severity: info
-- claim: No address stands at a domain that reads like a larger one with letters added or cut off (acme.example.ay).
-- otherwise: These may be slips of the pen: nobody can sign in there, and a claim by domain does not reach them.
with beside as (
    select
        s.domain,
        s.accounts,
        l.domain as large_domain,
        l.accounts as large_accounts
    from domain_counts as s
    join domain_counts as l
        on l.accounts >= 20
        and s.accounts * 20 <= l.accounts
        and s.domain <> l.domain
        and length(s.domain) > 3
        and (
            substr(s.domain, 1, length(l.domain)) = l.domain
            or substr(l.domain, 1, length(s.domain)) = s.domain
        )
    where l.domain <> ''
)

select
    '' as account_id,
    '' as email,
    '' as place,
    domain || ', accounts: ' || cast(accounts as varchar) || '; reads like '
        || large_domain || ', accounts: ' || cast(large_accounts as varchar)
        as detail
from beside
order by domain, large_domain
