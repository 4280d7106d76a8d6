-- grain: one row per name space and place that config or a site list names
-- sites: speaks of a name in every name space, but makes own places known for
-- sites only; an entry of licensed: does so for its product (rules.md 1).
with sites as (
    select lower(trim(name)) as place, ownership
    from config_sites
    union
    select
        n.place,
        case
            when lower(r.ownership) = 'foreign' then 'foreign'
            when lower(r.sandbox) in ('yes', 'true', '1', 'y') then 'sandbox'
            when lower(r.ownership) = 'own' then 'own'
        end as ownership
    from raw_sites as r
    join stg_place_names as n on n.place_text = r.site
    where r.ownership <> '' or lower(r.sandbox) in ('yes', 'true', '1', 'y')
),

spaces as (
    select distinct name_space from seed_products
),

listed as (
    select
        n.name_space,
        s.place,
        min(s.ownership) as ownership,
        max(case when s.ownership = 'own'
            and (n.name_space = 'site' or l.place is not null)
            then 1 else 0 end) as makes_known
    from sites as s
    cross join spaces as n
    left join stg_licensed as l
        on l.name_space = n.name_space and l.place = s.place
    where s.ownership is not null
    group by n.name_space, s.place
)

select name_space, place, ownership, makes_known, 'config sites' as reason
from listed
union all
select distinct
    l.name_space, l.place, 'own' as ownership, 1 as makes_known,
    'config licensed' as reason
from stg_licensed as l
left join listed as s
    on s.name_space = l.name_space and s.place = l.place
where l.place <> '' and s.place is null
