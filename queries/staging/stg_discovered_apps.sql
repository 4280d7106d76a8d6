-- grain: one row per app that a managed account created
select
    d._format, d._file, d._sheet, d._row,
    d.app,
    a.product,
    lower(trim(d.url)) as url,
    cast(nullif(d.user_count_n, '') as bigint) as user_count,
    d.created_on,
    d.last_active_kind,
    d.last_active_on,
    lower(d.org_admins) as org_admins
from raw_discovered_apps as d
left join seed_product_aliases as a
    on a.alias_key = lower(translate(d.app, ' -_.', ''))
