-- grain: one row per product, place, role and plan word that some grant has:
-- whose place, which plan
with kinds as (
    select distinct product, place, role, plan_word
    from grant_roles
),

-- A place's plan is that of config: of the entries of licensed that state one
-- the first that names the place, else the first without place, which speaks of
-- every own place; then a site list. Behind config comes an active subscription,
-- of the place or of every own place.
placed as (
    select
        k.product, k.place, k.role, k.plan_word,
        coalesce(p.name_space, 'site') as name_space,
        coalesce(p.supported, 'no') = 'yes' as is_supported,
        p.product is not null as is_known,
        coalesce(o.ownership, 'own') as ownership,
        case
            when o.ownership_rank is not null then o.ownership_rank
            when k.product = 'trello' and k.plan_word <> '' then 1
            else 3
        end as ownership_rank
    from kinds as k
    left join seed_products as p on p.product = k.product
    left join places as o
        on o.name_space = coalesce(p.name_space, 'site') and o.place = k.place
),

config_plans as (
    select
        d.product, d.place, d.role, d.plan_word,
        coalesce(min(case when l.place <> '' then l.entry_no end),
            min(l.entry_no)) as entry_no
    from placed as d
    join stg_licensed as l
        on l.product = d.product
        and l.plan <> ''
        and (
            (l.place = d.place and l.place <> '')
            or (l.place = '' and d.ownership = 'own'
                and not (d.product = 'trello' and d.place = ''))
        )
    group by d.product, d.place, d.role, d.plan_word
),

site_plans as (
    select
        n.place,
        a.product,
        min(lower(trim(s.plan))) as plan
    from raw_sites as s
    join stg_place_names as n on n.place_text = s.site
    join seed_product_aliases as a
        on a.alias_key = lower(translate(s.product, ' -_.', ''))
    where s.plan <> ''
    group by n.place, a.product
)

select
    d.product, d.place, d.role, d.plan_word, d.name_space, d.is_supported,
    d.is_known, d.ownership, d.ownership_rank,
    coalesce(l.plan, s.plan, nullif(u.plan, ''), nullif(v.plan, ''),
        d.plan_word) as plan
from placed as d
left join config_plans as c
    on c.product = d.product and c.place = d.place
    and c.role = d.role and c.plan_word = d.plan_word
left join stg_licensed as l
    on l.entry_no = c.entry_no and l.product = c.product
left join site_plans as s on s.product = d.product and s.place = d.place
left join subscription_plans as u
    on u.product = d.product and u.place = d.place and d.place <> ''
left join subscription_plans as v
    on v.product = d.product and v.place = '' and d.ownership = 'own'
    and not (d.product = 'trello' and d.place = '')
