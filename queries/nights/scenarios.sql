-- grain: one row per scenario of a published night
select
    cast('' as varchar) as id,
    cast(0 as bigint) as billable,
    cast(0 as bigint) as annual_cents,
    cast('' as varchar) as reason
where false
