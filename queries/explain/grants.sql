-- grain: one row per change and grant that it leaves or gives
with ranked as (
    select
        product, place,
        case access_known when 'stated' then 1 when 'derived' then 2 else 3
            end as access_rank,
        role,
        case role_known when 'stated' then 1 when 'derived' then 2 else 3
            end as role_rank,
        plan,
        ownership,
        case ownership_known when 'stated' then 1 when 'derived' then 2 else 3
            end as ownership_rank,
        is_known, is_supported, is_intended,
        case intended_known when 'stated' then 1 when 'derived' then 2 else 3
            end as intended_rank,
        is_counting, is_exempt, is_enterprise, is_premium_product,
        last_active_on, active_before
    from account_products
)

select
    c.change_no as account_no,
    r.product, r.place, r.access_rank, r.role, r.role_rank, r.plan,
    r.ownership, r.ownership_rank, r.is_known, r.is_supported, r.is_intended,
    r.intended_rank, r.is_counting, r.is_exempt, r.is_enterprise,
    r.is_premium_product, r.last_active_on, r.active_before
from changes as c
cross join ranked as r
where c.kind <> 'lose_all'
    and not (c.kind = 'lose' and r.product = c.product and r.place = c.place)
union all
select
    c.change_no as account_no,
    'jira' as product, 'a site of yours' as place, 1 as access_rank,
    'user' as role, 1 as role_rank, '' as plan, 'own' as ownership,
    1 as ownership_rank, true as is_known, true as is_supported,
    true as is_intended, 1 as intended_rank, true as is_counting,
    false as is_exempt, false as is_enterprise, true as is_premium_product,
    cast(null as date) as last_active_on, cast(null as date) as active_before
from changes as c
where c.kind = 'gain'
