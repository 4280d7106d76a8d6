-- grain: one row per account, product and place it can use
select
    r.account_no,
    r.product,
    r.place,
    r.access_rank,
    r.role,
    r.role_rank,
    i.plan,
    i.ownership,
    i.ownership_rank,
    i.is_known,
    i.is_supported,
    i.is_intended,
    i.intended_rank,
    i.is_counting,
    i.is_exempt,
    i.is_enterprise,
    i.is_premium_product,
    r.last_active_on,
    r.active_before
from grant_roles as r
join grant_intents as i
    on i.product = r.product
    and i.place = r.place
    and i.role = r.role
    and i.plan_word = r.plan_word
