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
    c.change_no as account_no,
    r.product, r.place,
    case r.access_known when 'stated' then 1 when 'derived' then 2 else 3
        end as access_rank,
    r.role,
    case r.role_known when 'stated' then 1 when 'derived' then 2 else 3
        end as role_rank,
    r.plan, r.ownership,
    case r.ownership_known when 'stated' then 1 when 'derived' then 2 else 3
        end as ownership_rank,
    r.is_known, r.is_supported, r.is_intended,
    case r.intended_known when 'stated' then 1 when 'derived' then 2 else 3
        end as intended_rank,
    r.is_counting, r.is_exempt, r.is_enterprise, r.is_premium_product,
    r.last_active_on, r.active_before
from changes as c
join account_products as r on r.account_no = c.account_no
where c.kind <> 'lose_all'
    and not (c.kind in ('lose', 'role')
        and r.product = c.product and r.place = c.place)
    and not (c.kind = 'lose_product' and r.product = c.product)
    and not (c.kind = 'lose_place' and r.place = c.place)
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
