-- grain: one row per changed account, product and place: how its grant changed
-- field is the first of those that differ, causes before what follows from them.
with sides as (
    select
        pair_no, product, place,
        count(*) as nights,
        min(night_no) as night_no
    from changed_grants
    group by pair_no, product, place
)

select
    pair_no, product, place,
    case night_no when 1 then 'removed' else 'granted' end as field,
    '' as before_value,
    '' as after_value
from sides
where nights = 1
union all
select
    b.pair_no, b.product, b.place,
    case
        when b.ownership <> a.ownership then 'ownership'
        when b.role <> a.role then 'role'
        when b.plan <> a.plan then 'plan'
        when b.is_intended <> a.is_intended then 'licensed'
        else 'product'
    end as field,
    case
        when b.ownership <> a.ownership then b.ownership
        when b.role <> a.role then b.role
        when b.plan <> a.plan then b.plan
        when b.is_intended then 'meant'
        else 'not meant'
    end as before_value,
    case
        when b.ownership <> a.ownership then a.ownership
        when b.role <> a.role then a.role
        when b.plan <> a.plan then a.plan
        when a.is_intended then 'meant'
        else 'not meant'
    end as after_value
from changed_grants as b
join changed_grants as a
    on a.pair_no = b.pair_no
    and a.product = b.product
    and a.place = b.place
where b.night_no = 1 and a.night_no = 2
