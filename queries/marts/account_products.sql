-- grain: one row per account, product and place it can use
select
    account_no,
    product,
    place,
    ownership,
    case ownership_rank when 1 then 'stated' when 2 then 'derived'
        else 'assumed' end as ownership_known,
    plan,
    case when plan <> '' then 'stated' else '' end as plan_known,
    role,
    case role_rank when 1 then 'stated' when 2 then 'derived'
        else 'assumed' end as role_known,
    is_intended,
    case intended_rank when 1 then 'stated' when 2 then 'derived'
        else 'assumed' end as intended_known,
    is_counting,
    case access_rank when 1 then 'stated' else 'derived' end as access_known,
    is_known,
    is_supported,
    is_exempt,
    is_enterprise,
    is_premium_product,
    last_active_on,
    active_before
from grants
order by account_no, product, place
