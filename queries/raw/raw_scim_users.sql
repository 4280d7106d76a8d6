-- grain: one row per SCIM user
select
    cast(null as varchar) as _format,
    cast(null as varchar) as _file,
    cast(null as varchar) as _sheet,
    cast(null as bigint) as _row,
    cast(null as varchar) as scim_id,
    cast(null as varchar) as user_name,
    cast(null as varchar) as external_id,
    cast(null as varchar) as account_id,
    cast(null as varchar) as email,
    cast(null as varchar) as name,
    cast(null as varchar) as active,
    cast(null as boolean) as is_active,
    cast(null as varchar) as department,
    cast(null as varchar) as organization,
    cast(null as varchar) as last_modified,
    cast(null as varchar) as created
where 1 = 0
