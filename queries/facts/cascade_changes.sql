-- grain: one row per account and access of it that ends with a subscription: the
-- change to judge
with targets as (
    select distinct product, place
    from cascade_targets
    where why = ''
),

users as (
    select distinct g.account_no, 'lose' as kind, t.product, t.place
    from targets as t
    join grants as g on g.product = t.product and g.place = t.place
    where t.place <> ''
    union all
    select distinct g.account_no, 'lose_own' as kind, t.product, t.place
    from targets as t
    join grants as g on g.product = t.product
    where t.place = '' and g.ownership = 'own'
)

select
    row_number() over (order by u.product, u.place, u.account_no) as change_no,
    u.account_no,
    u.kind,
    u.product,
    u.place,
    '' as role
from users as u
join account_profile as p on p.account_no = u.account_no
where not p.is_gone
