-- grain: one row if a published night was compared: accounts gained and lost since
select
    cast(null as date) as before_as_of,
    cast(0 as bigint) as gained,
    cast(0 as bigint) as lost
where false
