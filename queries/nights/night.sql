-- grain: one row: how a published night is billed, and what it counts
select
    cast('' as varchar) as currency,
    cast('' as varchar) as price_book_version,
    cast(0 as bigint) as accounts,
    cast(0 as bigint) as billable,
    cast(0 as bigint) as unknown,
    cast(0 as bigint) as premium_billable,
    cast(0 as bigint) as premium_unknown
where false
