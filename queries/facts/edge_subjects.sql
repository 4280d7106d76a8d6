-- grain: one row per subscription whose edges are told: how many it bills tonight
-- Guard Standard; Guard Premium where that edition is bought; and each product at
-- a place that bills seats, by the plan of those seats. reason: why no plan of the
-- book prices them.
with premium as (
    select count(*) filter (where verdict = 'billable') as users
    from subscription_verdicts
    where subscription = 'guard_premium'
),

billed_seats as (
    select
        s.product,
        s.place,
        count(*) as users,
        coalesce(min(nullif(k.plan, '')), '') as lowest_plan,
        coalesce(max(nullif(k.plan, '')), '') as highest_plan
    from seats as s
    join seat_kinds as k on k.kind_no = s.kind_no
    join seat_verdicts as v on v.kind_no = s.kind_no
    where v.verdict = 'billable' and s.place <> ''
    group by s.product, s.place
)

select
    1 as rank_no, 'guard_standard' as subscription,
    'guard_standard' as product, '' as place, '' as plan,
    cast(billable as bigint) as users, '' as reason
from billed_now
union all
select
    2 as rank_no, 'guard_premium' as subscription,
    'guard_premium' as product, '' as place, '' as plan,
    cast(p.users as bigint) as users, '' as reason
from premium as p
join run_context as c on c.edition = 'premium'
union all
select
    3 as rank_no, product || '@' || place as subscription, product, place,
    case when lowest_plan = highest_plan then lowest_plan else '' end as plan,
    cast(users as bigint) as users,
    case
        when lowest_plan <> highest_plan
            then 'seats of several plans are billed at this place'
        when lowest_plan = '' then 'the plan at this place is not known'
        else ''
    end as reason
from billed_seats
