-- grain: one row per subscription and number of users at which the line of its cost
-- is drawn: both sides of every edge from half of tonight's count to its double,
-- as far as the nearest edges where they are not far, and tonight's count
-- Between two of them the cost is a straight line.
with windows as (
    select
        s.subscription,
        s.users,
        least(cast((s.users - mod(s.users, 2)) / 2 as bigint),
            coalesce(min(e.users_below), s.users)) as low,
        greatest(s.users * 2, 10, coalesce(max(case
            when e.users_above <= greatest(s.users, 10) * 6
            then e.users_above end), 0)) as high
    from edge_subjects as s
    join edge_sides as e
        on e.subscription = s.subscription and e.may_price
    group by s.subscription, s.users
),

lines as (
    select distinct s.subscription, p.minimum_users
    from edge_subjects as s
    join price_brackets as p on p.product = s.product and p.plan = s.plan
),

ends as (
    select subscription, users_from - 1 as users
    from edge_blocks where may_price
    union
    select subscription, users_from as users from edge_blocks where may_price
    union
    select subscription, users_to as users from edge_blocks where may_price
    union
    select subscription, minimum_users as users from lines
)

select w.subscription, cast(e.users as bigint) as users
from windows as w
join ends as e on e.subscription = w.subscription
where e.users >= w.low and e.users <= w.high
union
select subscription, cast(users as bigint) as users from windows
union
select subscription, cast(low as bigint) as users from windows
union
select subscription, cast(high as bigint) as users from windows
