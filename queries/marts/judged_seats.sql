-- grain: one row per kind of seat: the facts that the rules asked, for explain
select
    k.kind_no,
    k.product, k.has_place,
    k.access_rank, k.counting_rank, k.role, k.role_rank,
    k.plan, k.plan_rank, k.is_beyond_free,
    k.ownership, k.ownership_rank, k.is_intended, k.intended_rank,
    k.account_type, k.account_type_rank, k.is_gone, k.status_rank,
    k.membership, k.membership_rank, k.atlassian_says, k.atlassian_rank
from seat_kinds as k
order by kind_no
