-- grain: one row per account, product and place that takes or could take a seat,
-- with the kind of seat that the rules judge
select
    g.account_no,
    g.product,
    g.place,
    k.kind_no
from seat_grants as g
left join seat_places as p on p.product = g.product and p.place = g.place
join seat_kinds as k
    on k.product = g.product
    and k.has_place = g.has_place
    and k.access_rank = g.access_rank
    and k.role = g.role
    and k.role_rank = g.role_rank
    and k.plan = g.plan
    and k.ownership = g.ownership
    and k.ownership_rank = g.ownership_rank
    and k.is_intended = g.is_intended
    and k.intended_rank = g.intended_rank
    and k.account_type = g.account_type
    and k.account_type_rank = g.account_type_rank
    and k.is_gone = g.is_gone
    and k.status_rank = g.status_rank
    and k.membership = g.membership
    and k.membership_rank = g.membership_rank
    and k.atlassian_says = g.atlassian_says
    and k.atlassian_rank = g.atlassian_rank
    and k.is_beyond_free = coalesce(p.is_beyond_free, false)
