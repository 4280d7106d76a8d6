-- grain: one row per line of a list of protected accounts
select
    cast(null as varchar) as _format,
    cast(null as varchar) as _file,
    cast(null as varchar) as _sheet,
    cast(null as bigint) as _row,
    cast(null as varchar) as account_id,
    cast(null as varchar) as email,
    cast(null as varchar) as domain,
    cast(null as varchar) as group_name,
    cast(null as varchar) as reason
where 1 = 0
