-- grain: one row per change and grant that it leaves or gives
-- What a change gives takes its facts from the night: access_kinds.
with given as (
    select
        c.change_no, c.product, c.place, c.role,
        max(k.plan) as plan,
        max(k.ownership) as ownership,
        max(k.ownership_rank) as ownership_rank,
        max(case when k.role = c.role and k.is_intended then 1 else 0 end) = 1
            as is_intended,
        max(k.intended_rank) as intended_rank,
        max(case when k.is_exempt then 1 else 0 end) = 1 as is_exempt,
        max(case when k.is_enterprise then 1 else 0 end) = 1 as is_enterprise,
        max(case when k.is_premium_product then 1 else 0 end) = 1
            as is_premium_product
    from changes as c
    join access_kinds as k on k.product = c.product and k.place = c.place
    where c.kind in ('role', 'seat')
    group by c.change_no, c.product, c.place, c.role
)

select
    c.change_no as account_no, g.product, g.place, g.access_rank, g.role,
    g.role_rank, g.plan, g.ownership, g.ownership_rank, g.is_known,
    g.is_supported, g.is_intended, g.intended_rank, g.is_counting, g.is_exempt,
    g.is_enterprise, g.is_premium_product, g.last_active_on, g.active_before
from changes as c
join grants as g on g.account_no = c.account_no
where c.kind not in ('lose_all', 'start_anew')
    and not (c.kind in ('lose', 'role')
        and g.product = c.product and g.place = c.place)
    and not (c.kind = 'lose_product' and g.product = c.product)
    and not (c.kind = 'lose_place' and g.place = c.place)
    and not (c.kind = 'lose_own' and g.product = c.product
        and g.ownership = 'own')
    and not (c.kind = 'lose_accidental' and g.is_counting
        and not g.is_intended)
union all
select
    change_no as account_no, product, place, 1 as access_rank, role,
    1 as role_rank, plan, ownership, ownership_rank, true as is_known,
    true as is_supported, is_intended, intended_rank,
    role = 'user' as is_counting, is_exempt, is_enterprise,
    is_premium_product, cast(null as date) as last_active_on,
    cast(null as date) as active_before
from given
union all
select
    change_no as account_no, 'confluence' as product, 'elsewhere' as place,
    1 as access_rank, 'user' as role, 1 as role_rank, 'enterprise' as plan,
    'foreign' as ownership, 1 as ownership_rank, true as is_known,
    true as is_supported, false as is_intended, 1 as intended_rank,
    true as is_counting, false as is_exempt, true as is_enterprise,
    true as is_premium_product, cast(null as date) as last_active_on,
    cast(null as date) as active_before
from changes
where kind = 'enterprise'
