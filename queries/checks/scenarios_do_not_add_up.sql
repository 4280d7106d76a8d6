-- grain: one row per scenario and sum that cannot be
-- severity: fatal
-- claim: No scenario frees more seats than the accounts it touches, or bills more than there are, and its saving is the difference of the two bills.
with current as (
    select billable, annual_cents
    from scenarios
    where id = 'current'
),

people as (
    select count(*) as accounts from account_keys
)

select
    '' as account_id, '' as email, '' as place,
    s.id || ' bills ' || cast(s.billable as varchar) || ' instead of '
        || cast(c.billable as varchar) || ' and touches '
        || cast(s.accounts_touched as varchar) || ' accounts' as detail
from scenarios as s
cross join current as c
where abs(c.billable - s.billable) > s.accounts_touched
union all
select
    '' as account_id, '' as email, '' as place,
    s.id || ' bills ' || cast(s.billable as varchar) || ' and leaves '
        || cast(s.unknown_accounts as varchar) || ' open, of '
        || cast(p.accounts as varchar) || ' accounts' as detail
from scenarios as s
cross join people as p
where s.billable + s.unknown_accounts > p.accounts
union all
select
    '' as account_id, '' as email, '' as place,
    s.id || ' saves ' || cast(s.saving_cents as varchar) || ' cents of '
        || cast(c.annual_cents as varchar) || ' to '
        || cast(s.annual_cents as varchar) as detail
from scenarios as s
cross join current as c
where s.saving_cents <> c.annual_cents - s.annual_cents
order by detail
