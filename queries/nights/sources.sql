-- grain: one row per kind of export that a published night was given
select cast('' as varchar) as format
where false
