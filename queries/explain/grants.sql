-- grain: one row per grant of the explained accounts, as the rules ask of it
select
    account_no, product, place,
    case access_known when 'stated' then 1 when 'derived' then 2 else 3
        end as access_rank,
    role,
    case role_known when 'stated' then 1 when 'derived' then 2 else 3
        end as role_rank,
    plan, ownership,
    case ownership_known when 'stated' then 1 when 'derived' then 2 else 3
        end as ownership_rank,
    is_known, is_supported, is_intended,
    case intended_known when 'stated' then 1 when 'derived' then 2 else 3
        end as intended_rank,
    is_counting, is_exempt, is_enterprise, is_premium_product,
    last_active_on, active_before
from account_products
