-- grain: one row per entry of the config's licensed list, names as canonical
select
    l.entry_no,
    a.product,
    p.name_space,
    lower(trim(case when l.workspace <> '' then l.workspace else l.site end))
        as place,
    lower(trim(l.plan)) as plan,
    lower(trim(l.role)) as role
from config_licensed as l
join seed_product_aliases as a
    on a.alias_key = lower(translate(l.product, ' -_.', ''))
join seed_products as p on p.product = a.product
union all
select
    l.entry_no,
    p.product,
    p.name_space,
    lower(trim(case when l.workspace <> '' then l.workspace else l.site end))
        as place,
    lower(trim(l.plan)) as plan,
    lower(trim(l.role)) as role
from config_licensed as l
join seed_products as p on p.product = lower(trim(l.product))
where not exists (
    select 1
    from seed_product_aliases as a
    where a.alias_key = lower(translate(l.product, ' -_.', ''))
)
