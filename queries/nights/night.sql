-- grain: one row: how a published night is billed
select
    cast('' as varchar) as currency,
    cast('' as varchar) as price_book_version
where false
