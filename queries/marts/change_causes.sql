-- grain: one row per cause of what changed since the night before, and what it
-- costs a year; first what prices alone would have changed
-- The cents add up to the difference of the two nights. Where a price is missing
-- they are null, and comparison says why. premium_seats: those of the add-on of
-- Premium, none where it is not bought.
-- as: table
with known as (
    select
        cause,
        before_users,
        case when reason = '' then repriced_cents - before_cents end as cents,
        reason
    from night_prices
)

select
    cast(0 as bigint) as step_no,
    cause,
    cast(0 as bigint) as changes,
    cast(0 as bigint) as accounts,
    cast(0 as bigint) as seats,
    cents,
    cast(0 as bigint) as premium_seats
from known
where cents <> 0
union all
select
    s.step_no, s.cause, s.changes, s.accounts, s.seats,
    case
        when k.reason <> '' then null
        else a.annual_cents - b.annual_cents
    end as cents,
    s.premium_seats
from cause_steps as s
cross join known as k
join priced_counts as b
    on b.users = s.users_before and b.premium_users = s.premium_before
join priced_counts as a
    on a.users = s.users_after and a.premium_users = s.premium_after
order by step_no
