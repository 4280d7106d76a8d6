-- grain: one row per subscription and number of users whose price its edges ask
with asked as (
    select subscription, users from edge_subjects
    union
    select subscription, users - 1 as users from edge_subjects
    union
    select subscription, users + 1 as users from edge_subjects
    union
    select subscription, users_below as users from edge_sides
    union
    select subscription, users_above as users from edge_sides
    union
    select subscription, users from edge_curve_counts
)

select s.subscription, s.product, s.plan, cast(a.users as bigint) as users
from asked as a
join edge_subjects as s on s.subscription = a.subscription
where a.users >= 0
