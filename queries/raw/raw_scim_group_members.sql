-- grain: one row per SCIM group and member; a group without members has one row with an empty member
select
    cast(null as varchar) as _format,
    cast(null as varchar) as _file,
    cast(null as varchar) as _sheet,
    cast(null as bigint) as _row,
    cast(null as varchar) as group_id,
    cast(null as varchar) as group_name,
    cast(null as varchar) as member_id,
    cast(null as varchar) as member_display
where 1 = 0
