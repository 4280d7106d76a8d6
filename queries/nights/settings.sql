-- grain: one row per thing that somebody stated for a published night
select
    cast('' as varchar) as kind,
    cast('' as varchar) as product,
    cast('' as varchar) as place,
    cast('' as varchar) as value
where false
