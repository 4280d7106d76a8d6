-- grain: one row per rung of the ladder (rules.md 7)
-- as: table
-- Accounts whose verdict is unknown are never priced into a rung; what they
-- would add stands beside it.
select
    cast(r.rung_no as bigint) as rung_no,
    r.id,
    r.meaning,
    n.accounts,
    n.billable,
    p.annual_cents,
    p.reason as annual_reason,
    n.unknown_accounts,
    u.annual_cents as annual_cents_if_unknown_billed
from seed_ladder_rungs as r
join rung_counts as n on n.id = r.id
join priced_counts as p on p.users = n.billable
join priced_counts as u on u.users = n.billable + n.unknown_accounts
order by rung_no
