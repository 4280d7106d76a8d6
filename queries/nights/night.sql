-- grain: one row: how a published night is billed
select
    cast('' as varchar) as edition,
    cast('' as varchar) as billing,
    cast(0 as bigint) as purchased_tier,
    cast('' as varchar) as currency,
    cast('' as varchar) as price_book_version
where false
