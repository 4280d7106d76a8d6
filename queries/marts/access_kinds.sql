-- grain: one row per product, place, role and plan that somebody has: whose place,
-- what the organisation means by it, and whether it counts
select distinct
    product,
    place,
    role,
    plan,
    ownership,
    ownership_rank,
    is_intended,
    intended_rank,
    is_counting,
    is_exempt,
    is_enterprise,
    is_premium_product
from grant_intents
order by product, place, role, plan, ownership_rank, is_intended
