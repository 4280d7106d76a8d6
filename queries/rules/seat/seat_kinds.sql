-- grain: one row per kind of seat: seats of which the rules see the same
-- key: kind_no
-- plan_rank: 1 the plan is stated, or that it is paid for; 2 there are more users
-- than the free plan holds; 3 nothing tells.
with kinds as (
    select distinct
        g.product, g.has_place, g.access_rank, g.role, g.role_rank, g.plan,
        g.ownership, g.ownership_rank, g.is_intended, g.intended_rank,
        g.account_type, g.account_type_rank, g.is_gone, g.status_rank,
        g.membership, g.membership_rank, g.atlassian_says, g.atlassian_rank,
        coalesce(p.is_beyond_free, false) as is_beyond_free
    from seat_grants as g
    left join seat_places as p on p.product = g.product and p.place = g.place
)

select
    row_number() over (
        order by product, has_place, access_rank, role, role_rank, plan,
            ownership, ownership_rank, is_intended, intended_rank, account_type,
            account_type_rank, is_gone, status_rank, membership,
            membership_rank, atlassian_says, atlassian_rank, is_beyond_free
    ) as kind_no,
    k.*,
    -- the role decides whether JSM and JPD take a seat
    case when k.product in ('jsm', 'jpd')
        then greatest(k.access_rank, k.role_rank)
        else k.access_rank end as counting_rank,
    case
        when k.plan <> '' or (k.is_intended and k.intended_rank = 1) then 1
        when k.is_beyond_free then 2
        else 3
    end as plan_rank
from kinds as k
