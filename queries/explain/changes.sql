-- grain: one row per change that explain tries on one account, smallest first
-- Taking one grant away comes first, then a policy, then the account itself.
with tried as (
    select
        1 as size,
        'lose' as kind,
        product,
        place,
        case
            when product = 'trello' then 'leave the Trello workspace'
            when product like 'unknown:%'
                then 'lose access to ' || substr(product, 9)
            else 'lose access to ' || product
        end || case when place = '' then '' else ' at ' || place end as change
    from account_products
    union all
    select 2, 'non_billable_policy', '', '', 'move to a non-billable policy'
    from account_profile
    where policy_type <> 'non_billable'
    union all
    select 2, 'billable_policy', '', '', 'move to a billable policy'
    from account_profile
    where policy_type = 'non_billable'
    union all
    select 3, 'lose_all', '', '', 'lose access to every product'
    from account_profile
    union all
    select 3, 'gain', 'jira', '', 'get a Jira seat'
    from account_profile
    union all
    select 4, 'deactivate', '', '', 'deactivate the account'
    from account_profile
    where not is_gone
    union all
    select 4, 'reactivate', '', '', 'reactivate the account'
    from account_profile
    where is_gone
)

select
    row_number() over (order by size, kind, product, place) as change_no,
    kind,
    product,
    place,
    change
from tried
