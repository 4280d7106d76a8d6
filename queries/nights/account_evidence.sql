-- grain: one row per account of a published night and input row that speaks of it
select
    cast(0 as bigint) as account_no,
    cast('' as varchar) as _format
where false
