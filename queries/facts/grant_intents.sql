-- grain: one row per product, place, role and plan word that some grant has:
-- does the organisation mean to pay for it, and does it count for Guard?
with listed as (
    select distinct k.product, k.place, k.role, k.plan_word
    from grant_kinds as k
    join stg_licensed as l on l.product = k.product
    where (
            (l.role = '' and k.role in ('user', 'admin'))
            or l.role = k.role
        )
        and (
            (l.place = '' and k.ownership = 'own'
                and (k.product <> 'trello' or k.place <> ''))
            or (l.place <> '' and l.place = k.place)
            -- a Trello grant without workspace: the plan limits the match, and
            -- an entry for one workspace matches by its plan alone
            or (k.product = 'trello' and k.place = ''
                and l.plan = case when l.place = '' and l.plan = '' then ''
                    else nullif(k.plan_word, '') end)
        )
)

select
    k.product, k.place, k.role, k.plan_word, k.plan, k.name_space,
    k.ownership, k.ownership_rank, k.is_known, k.is_supported,
    case
        when not k.is_known then false
        when c.has_licensed then l.product is not null
        when s.product is not null then s.is_subscribed
        else k.ownership = 'own'
            and k.role in ('user', 'admin')
            and (
                k.product not in ('trello', 'bitbucket')
                or (k.plan <> '' and k.plan <> 'free')
            )
    end as is_intended,
    case
        when c.has_licensed or s.product is not null then 1
        when k.ownership_rank = 3 then 3
        else 2
    end as intended_rank,
    k.is_supported
        and not (k.product = 'jsm' and k.role = 'customer')
        and not (k.product = 'jpd' and k.role = 'contributor')
        as is_counting,
    e.product is not null as is_exempt,
    coalesce(p.enterprise_includes_guard, 'no') = 'yes'
        and k.plan = 'enterprise'
        and k.ownership <> 'sandbox' as is_enterprise,
    coalesce(p.guard_premium, 'no') = 'yes' as is_premium_product
from grant_kinds as k
cross join run_context as c
left join listed as l
    on l.product = k.product and l.place = k.place
    and l.role = k.role and l.plan_word = k.plan_word
left join grant_subscriptions as s
    on s.product = k.product and s.place = k.place
    and s.role = k.role and s.plan_word = k.plan_word
left join seed_exempt_plans as e on e.product = k.product and e.plan = k.plan
left join seed_products as p on p.product = k.product
