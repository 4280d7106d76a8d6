-- grain: one row per identity-provider user
select
    cast(null as varchar) as _format,
    cast(null as varchar) as _file,
    cast(null as varchar) as _sheet,
    cast(null as bigint) as _row,
    cast(null as varchar) as directory_id,
    cast(null as varchar) as user_principal_name,
    cast(null as varchar) as email,
    cast(null as varchar) as name,
    cast(null as varchar) as user_type,
    cast(null as varchar) as enabled,
    cast(null as boolean) as is_enabled,
    cast(null as varchar) as department,
    cast(null as varchar) as job_title,
    cast(null as varchar) as company,
    cast(null as varchar) as created,
    cast(null as date) as created_on
where 1 = 0
