-- grain: one row per change and seat that it leaves
-- What the change gives is a fact that somebody states.
select
    row_number() over (order by c.change_no, s.product, s.place) as kind_no,
    c.change_no,
    s.product,
    s.place,
    k.has_place,
    k.access_rank,
    k.counting_rank,
    case when c.kind = 'role' and c.product = s.product and c.place = s.place
        then c.role else k.role end as role,
    case when c.kind = 'role' and c.product = s.product and c.place = s.place
        then 1 else k.role_rank end as role_rank,
    case when c.kind = 'paid_plan' and c.product = s.product
            and c.place = s.place
        then 'standard' else k.plan end as plan,
    k.plan_rank,
    k.ownership,
    k.ownership_rank,
    k.is_intended,
    k.intended_rank,
    k.account_type,
    k.account_type_rank,
    case c.kind when 'deactivate' then true
        when 'reactivate' then false else k.is_gone end as is_gone,
    k.status_rank,
    case when c.kind = 'restore' then 'active' else k.membership end
        as membership,
    k.membership_rank,
    k.atlassian_says,
    k.atlassian_rank
from changes as c
join account_seats as s on s.account_no = c.account_no
join seat_kinds as k on k.kind_no = s.kind_no
where c.kind <> 'lose_all'
    and not (c.kind = 'lose' and c.product = s.product and c.place = s.place)
    and not (c.kind = 'lose_product' and c.product = s.product)
    and not (c.kind = 'lose_place' and c.place = s.place)
