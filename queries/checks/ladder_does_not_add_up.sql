-- grain: one row per sum of the ladder that differs from the accounts
-- severity: fatal
-- claim: The rungs intended and unlicensed add up to all accounts, and the last rung bills what the verdicts bill.
select
    '' as account_id, '' as email, '' as place,
    'intended and unlicensed have '
        || cast(i.accounts + u.accounts as varchar) || ' accounts, claimed '
        || cast(c.accounts as varchar) as detail
from ladder as i
cross join ladder as u
cross join ladder as c
where i.id = 'intended' and u.id = 'unlicensed' and c.id = 'claimed'
    and i.accounts + u.accounts <> c.accounts
union all
select
    '' as account_id, '' as email, '' as place,
    'the last rung bills ' || cast(a.billable as varchar)
        || ' accounts, the verdicts ' || cast(n.billable as varchar) as detail
from ladder as a
cross join night as n
where a.id = 'accidental' and a.billable <> n.billable
order by detail
