-- grain: one row per product and place: how many users of it the night counts
-- Guard by its verdicts, other products by their seats; place '' is all own places. A
-- seat that is unknown, or free on the plan of tonight, may or may not need one on
-- the plan that is quoted, so it parts least from most. The config's own scope comes
-- first.
with seen as (
    select
        k.product, g.place, k.ownership,
        case when v.verdict = 'billable' then 1 else 0 end as is_needed,
        case when v.verdict = 'billable' or v.verdict = 'unknown'
            or v.rule = 'free_plan' then 1 else 0 end as may_be_needed
    from seats as g
    join seat_kinds as k on k.kind_no = g.kind_no
    join seat_verdicts as v on v.kind_no = g.kind_no
    where k.ownership <> 'foreign'
),

counted as (
    select
        subscription as product, '' as place,
        count(*) filter (where verdict = 'billable') as least,
        count(*) filter (where verdict in ('billable', 'unknown')) as most
    from subscription_verdicts
    group by subscription
    union all
    select product, '', sum(is_needed), sum(may_be_needed)
    from seen
    where ownership = 'own'
    group by product
    union all
    select product, place, sum(is_needed), sum(may_be_needed)
    from seen
    where place <> ''
    group by product, place
),

stated as (
    select product, place, sum(users) as users
    from config_quote_scope
    group by product, place
    union all
    select product, '' as place, sum(users) as users
    from config_quote_scope
    group by product
    having min(place) <> ''
)

select
    product, place, cast(least as bigint) as least, cast(most as bigint) as most,
    'verdicts' as basis
from counted
where product not in (select product from stated)
union all
select product, place, cast(users as bigint), cast(users as bigint), 'config'
from stated
