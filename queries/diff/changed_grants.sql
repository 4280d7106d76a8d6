-- grain: one row per changed account, product, place and night on which the grant
-- is not what it is on the other: night_no 1 is the earlier night
with grants as (
    select
        c.pair_no, 1 as night_no, g.product, g.place, g.ownership, g.plan,
        g.role, g.is_intended, g.is_counting, g.is_known, g.is_exempt,
        g.is_enterprise, g.is_premium_product
    from changed_accounts as c
    join before_account_products as g on g.account_no = c.before_no
    union all
    select
        c.pair_no, 2 as night_no, g.product, g.place, g.ownership, g.plan,
        g.role, g.is_intended, g.is_counting, g.is_known, g.is_exempt,
        g.is_enterprise, g.is_premium_product
    from changed_accounts as c
    join after_account_products as g on g.account_no = c.after_no
)

select
    pair_no, product, place, ownership, plan, role, is_intended, is_counting,
    is_known, is_exempt, is_enterprise, is_premium_product,
    min(night_no) as night_no
from grants
group by
    pair_no, product, place, ownership, plan, role, is_intended, is_counting,
    is_known, is_exempt, is_enterprise, is_premium_product
having count(*) = 1
