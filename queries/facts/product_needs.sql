-- grain: one row per active subscription of a product: the users that the verdicts
-- say it needs, at least and at most; why: why that is not known
-- Guard's users are those that it bills; those of other products take a seat at its
-- places. Without a list of all users a count would be a guess (R48).
with guard_lines as (
    select s.subscription_no, g.subscription,
        count(*) over (partition by g.subscription) as shared_by
    from current_subscriptions as s
    join guard_papers as g
        on g._file = s._file and g._sheet = s._sheet and g._row = s._row
    where s.is_active and not s.is_app
),

guard_users as (
    select
        subscription,
        count(*) filter (where verdict = 'billable') as billable,
        count(*) filter (where verdict = 'unknown') as undecided
    from subscription_verdicts
    group by subscription
),

claims as (
    select count(*) as accounts from account_profile where is_claimed
),

of_guard as (
    select
        l.subscription_no, u.billable, u.undecided, 0 as assumed,
        case
            when n.accounts = 0 then 'no list of the managed accounts is given'
            when l.shared_by > 1
                then 'several active lines of it share these users'
            else ''
        end as why
    from guard_lines as l
    join guard_users as u on u.subscription = l.subscription
    cross join claims as n
),

of_places as (
    select
        p.subscription_no,
        sum(n.billable) as billable,
        sum(n.undecided) as undecided,
        sum(n.assumed) as assumed,
        min(case
            when not n.is_seat_product
                then 'the program counts no seats of ' || n.product
            when not n.is_listed
                then 'no list of all users of ' || n.product || ' at ' || n.place
                    || ' is given'
            when p.shared_by > 1
                then 'several active lines share the users of ' || n.product
                    || ' at ' || n.place
        end) as why
    from subscription_places as p
    join place_needs as n on n.product = p.product and n.place = p.place
    group by p.subscription_no
)

select subscription_no, billable, undecided, assumed, why
from of_guard
union all
select
    subscription_no,
    cast(billable as bigint) as billable,
    cast(undecided as bigint) as undecided,
    cast(assumed as bigint) as assumed,
    coalesce(why, '') as why
from of_places
