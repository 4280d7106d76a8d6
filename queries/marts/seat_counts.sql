-- grain: one row per product and place: its seats by verdict
select
    s.product,
    s.place,
    k.ownership,
    cast(count(*) filter (where v.verdict = 'billable') as bigint) as billable,
    cast(count(*) filter (where v.verdict = 'not_billable') as bigint)
        as not_billable,
    cast(count(*) filter (where v.verdict = 'unknown') as bigint) as unknown
from seats as s
join seat_kinds as k on k.kind_no = s.kind_no
join seat_verdicts as v on v.kind_no = s.kind_no
group by s.product, s.place, k.ownership
order by product, place, ownership
