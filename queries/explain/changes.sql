-- grain: one row per account and change that explain tries on it, numbered over
-- all, of one account the smallest first
-- Another role comes first, then one grant less, a policy, several grants, a
-- seat more, the account itself; last what another organisation would have to do.
with tried as (
    select
        account_no,
        case kind when 'role' then 1 when 'lose' then 2 when 'seat' then 6
            else 5 end as size,
        kind, product, place, role,
        case when kind = 'seat' then 'get a seat of ' || product
            when kind = 'paid_plan' then 'pay for the plan of ' || product
            when role = 'customer' then 'be a customer instead of an agent of jsm'
            when role = 'contributor' then 'be a contributor of jpd'
            when product = 'jsm' and kind = 'role' then 'be an agent of jsm'
            when product = 'jpd' and kind = 'role' then 'be a creator of jpd'
            when kind = 'role' then 'be a user of ' || product
            when product = 'trello' then 'leave the Trello workspace'
            when product like 'unknown:%'
                then 'lose access to ' || substr(product, 9)
            else 'lose access to ' || product
        end || case when place = '' then '' else ' at ' || place end as change
    from grant_changes
    union all
    select
        account_no, 4 as size, 'lose_product' as kind, product, '' as place,
        '' as role,
        case when product = 'trello' then 'leave every Trello workspace'
            else 'lose access to ' || product || ' everywhere' end as change
    from account_products
    group by account_no, product
    having count(*) > 1
    union all
    select
        account_no, 5 as size, 'lose_place' as kind, '' as product, place,
        '' as role, 'lose access to every product at ' || place as change
    from account_products
    where place <> ''
    group by account_no, place
    having count(*) > 1
    union all
    select
        account_no, size, kind, '' as product, '' as place, '' as role, change
    from account_changes
)

select
    row_number() over (
        order by account_no, size, kind, product, place, role
    ) as change_no,
    account_no,
    kind,
    product,
    place,
    role,
    change
from tried
