-- grain: one row if grants were lost or doubled between the facts
-- severity: fatal
-- claim: Every merged grant is judged exactly once.
with counts as (
    select
        (select count(*) from grant_merges) as merged,
        (select count(*) from grants) as judged
)

select
    '' as account_id, '' as email, '' as place,
    cast(merged as varchar) || ' merged, ' || cast(judged as varchar)
        || ' judged' as detail
from counts
where merged <> judged
