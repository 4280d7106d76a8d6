-- grain: one row per name space and place that a grant, a header or config names
with united as (
    select
        coalesce(p.name_space, 'site') as name_space,
        m.place,
        m.account_no
    from grant_merges as m
    left join seed_products as p on p.product = m.product
    where m.place <> ''
    union all
    select name_space, place, cast(null as bigint) as account_no
    from listed_places
    union all
    select name_space, place, cast(null as bigint) as account_no
    from config_places
)

select
    name_space,
    place,
    count(distinct account_no) as accounts
from united
group by name_space, place
