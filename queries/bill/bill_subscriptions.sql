-- grain: one row per subscription: Guard Standard, the add-on of Premium where it is
-- bought, and each product and place with a billed seat
-- The plan is that of the last night with billed seats. Where the seats of one
-- place are of several plans, or of none that is known, nothing tells the price.
with billed as (
    select product, place, plan, as_of
    from night_quantities
    where billable > 0 and product not in ('guard_standard', 'guard_premium')
),

premium_nights as (
    select count(*) as nights from published_nights where kind = 'premium'
),

latest as (
    select product, place, max(as_of) as as_of
    from billed
    group by product, place
),

plans as (
    select
        b.product,
        b.place,
        min(nullif(b.plan, '')) as first_plan,
        max(nullif(b.plan, '')) as last_plan
    from billed as b
    join latest as l
        on l.product = b.product and l.place = b.place and l.as_of = b.as_of
    group by b.product, b.place
)

select
    'guard_standard' as product,
    '' as place,
    '' as plan,
    'guard' as kind,
    '' as plan_reason
union all
select
    g.subscription as product,
    '' as place,
    '' as plan,
    'premium' as kind,
    case when n.nights = 0 then 'no night says how many users Guard Premium'
        || ' counts: run them again with this version' else '' end
        as plan_reason
from paid_guards as g
cross join premium_nights as n
where g.subscription = 'guard_premium'
union all
select
    product,
    place,
    case when first_plan = last_plan then first_plan else '' end as plan,
    'seats' as kind,
    case
        when first_plan is null then 'nothing says which plan it is; name it'
            || ' under licensed: in billable.yaml'
        when first_plan <> last_plan then 'its seats are of several plans, '
            || first_plan || ' and ' || last_plan
        else ''
    end as plan_reason
from plans
