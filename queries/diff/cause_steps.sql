-- grain: one row per cause: the accounts billed before and after its seats moved
-- The causes are taken one after another, those that take seats away first, so
-- that each has a price and all prices add up to the difference. Seats of the add-on
-- of Premium move in the same step; where it is not bought there are none.
with rows_paid as (
    select
        r.cause, r.pair_no, r.seats,
        case when c.edition = 'premium' then r.premium_seats else 0 end
            as premium_seats
    from change_rows as r
    cross join run_context as c
),

causes as (
    select
        cause,
        count(*) as changes,
        count(distinct pair_no) as accounts,
        sum(seats) as seats,
        sum(premium_seats) as premium_seats
    from rows_paid
    group by cause
),

ordered as (
    select
        cause, changes, accounts, seats, premium_seats,
        row_number() over (
            order by
                case
                    when seats < 0 then 0
                    when seats > 0 then 1
                    when premium_seats < 0 then 0
                    when premium_seats > 0 then 1
                    else 2
                end,
                cause
        ) as step_no
    from causes
),

running as (
    select
        o.step_no, o.cause, o.changes, o.accounts, o.seats, o.premium_seats,
        b.users + sum(o.seats) over (order by o.step_no) as users_after,
        b.premium_users + sum(o.premium_seats) over (order by o.step_no)
            as premium_after
    from ordered as o
    join compared_counts as b on b.night_no = 1
)

select
    cast(step_no as bigint) as step_no,
    cause,
    cast(changes as bigint) as changes,
    cast(accounts as bigint) as accounts,
    cast(seats as bigint) as seats,
    cast(premium_seats as bigint) as premium_seats,
    cast(users_after - seats as bigint) as users_before,
    cast(users_after as bigint) as users_after,
    cast(premium_after - premium_seats as bigint) as premium_before,
    cast(premium_after as bigint) as premium_after
from running
