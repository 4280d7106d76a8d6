-- grain: one row per name space and place that the organisation's own papers list
-- A subscriptions export, active or not (stated), or a column header of the users
-- export (derived): rules.md 1, ownership, steps 2 and 3.
with united as (
    select name_space, place, 1 as listed_rank
    from stg_subscriptions
    where place <> '' and name_space <> 'other'
    union all
    select name_space, place, 2 as listed_rank
    from header_places
)

select
    name_space,
    place,
    min(listed_rank) as listed_rank
from united
group by name_space, place
