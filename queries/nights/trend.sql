-- grain: one row per night up to a published one: what it counted
select
    cast(null as date) as as_of,
    cast(0 as bigint) as accounts,
    cast(0 as bigint) as billable,
    cast(0 as bigint) as unknown,
    cast(0 as bigint) as annual_cents,
    cast('' as varchar) as currency
where false
