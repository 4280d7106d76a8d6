-- grain: one row per total that differs from the number of accounts or verdicts
-- severity: fatal
-- claim: Classes, verdicts of each subscription and what Atlassian says add up to all accounts, and scenario "current" bills what the verdicts bill.
with numbers as (
    select
        max(account_no) as last_no,
        count(distinct account_no) as different_nos
    from accounts
),

sums as (
    select 'classes' as what, sum(accounts) as found from class_counts
    union all
    select subscription || ' verdicts' as what, sum(accounts) as found
    from verdict_counts
    group by subscription
    union all
    select
        'accounts that Atlassian and we agree on, or not' as what,
        sum(agrees + disagrees + undecided + silent) as found
    from reconciliation
    union all
    select 'accounts of the ladder' as what, accounts as found
    from ladder
    where id = 'claimed'
    union all
    select 'as the last account number' as what, last_no as found from numbers
    union all
    select 'account numbers' as what, different_nos as found from numbers
),

people as (
    select count(*) as accounts from account_keys
)

select
    '' as account_id, '' as email, '' as place,
    cast(s.found as varchar) || ' ' || s.what || ' for '
        || cast(p.accounts as varchar) || ' accounts' as detail
from sums as s
cross join people as p
where coalesce(s.found, 0) <> p.accounts
union all
select
    '' as account_id, '' as email, '' as place,
    'scenario current bills ' || cast(s.billable as varchar)
        || ', the verdicts ' || cast(v.accounts as varchar) as detail
from scenarios as s
join verdict_counts as v
    on v.subscription = 'guard_standard' and v.verdict = 'billable'
where s.id = 'current' and s.billable <> v.accounts
order by detail
