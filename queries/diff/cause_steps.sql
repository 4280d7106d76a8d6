-- grain: one row per cause: the accounts billed before and after its seats moved
-- The causes are taken one after another, those that take seats away first, so
-- that each has a price and all prices add up to the difference.
with causes as (
    select
        cause,
        count(*) as changes,
        count(distinct pair_no) as accounts,
        sum(seats) as seats
    from change_rows
    group by cause
),

ordered as (
    select
        cause, changes, accounts, seats,
        row_number() over (
            order by
                case when seats < 0 then 0 when seats > 0 then 1 else 2 end,
                cause
        ) as step_no
    from causes
),

billed as (
    select count(*) as users
    from before_accounts
    where guard_standard = 'billable'
),

running as (
    select
        o.step_no, o.cause, o.changes, o.accounts, o.seats,
        b.users + sum(o.seats) over (order by o.step_no) as users_after
    from ordered as o
    cross join billed as b
)

select
    cast(step_no as bigint) as step_no,
    cause,
    cast(changes as bigint) as changes,
    cast(accounts as bigint) as accounts,
    cast(seats as bigint) as seats,
    cast(users_after - seats as bigint) as users_before,
    cast(users_after as bigint) as users_after
from running
