-- grain: one row per rung of the ladder (rules.md 7)
-- as: table
-- Accounts whose verdict is unknown are never priced into a rung; what they
-- would add stands beside it. premium_*: of the add-on, null where it is not bought.
select
    cast(r.rung_no as bigint) as rung_no,
    r.id,
    r.meaning,
    n.accounts,
    n.billable,
    p.annual_cents,
    p.reason as annual_reason,
    n.unknown_accounts,
    u.annual_cents as annual_cents_if_unknown_billed,
    case when c.edition = 'premium' then n.premium_users end
        as premium_billable,
    case when c.edition = 'premium' then n.premium_unknown end
        as premium_unknown,
    p.premium_annual_cents
from seed_ladder_rungs as r
join rung_counts as n on n.id = r.id
join priced_counts as p
    on p.users = n.billable and p.premium_users = n.premium_users
join priced_counts as u
    on u.users = n.billable + n.unknown_accounts
    and u.premium_users = n.premium_users + n.premium_unknown
cross join run_context as c
order by rung_no
