-- grain: one row per app that a managed account created
select
    cast(null as varchar) as _format,
    cast(null as varchar) as _file,
    cast(null as varchar) as _sheet,
    cast(null as bigint) as _row,
    cast(null as varchar) as app,
    cast(null as varchar) as url,
    cast(null as varchar) as user_count,
    cast(null as varchar) as user_count_n,
    cast(null as varchar) as created,
    cast(null as date) as created_on,
    cast(null as varchar) as last_active,
    cast(null as varchar) as last_active_kind,
    cast(null as date) as last_active_on,
    cast(null as varchar) as org_admins
where 1 = 0
