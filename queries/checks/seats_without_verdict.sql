-- grain: one row if seats were lost, doubled or not judged
-- severity: fatal
-- claim: Every grant of a product that is billed by the seat is a seat with exactly one verdict.
with counts as (
    select
        (
            select count(*)
            from grants as g
            join seed_seat_products as p on p.product = g.product
        ) as granted,
        (
            select count(*)
            from seats as s
            join seat_verdicts as v on v.kind_no = s.kind_no
        ) as judged
)

select
    '' as account_id, '' as email, '' as place,
    cast(granted as varchar) || ' granted, ' || cast(judged as varchar)
        || ' judged' as detail
from counts
where granted <> judged
