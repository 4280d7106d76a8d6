-- grain: one row per product, place and plan with a billed or unknown seat: its quantity
select
    s.product,
    s.place,
    k.plan,
    cast(count(*) filter (where v.verdict = 'billable') as bigint) as billable,
    cast(count(*) filter (where v.verdict = 'unknown') as bigint) as unknown
from seats as s
join seat_kinds as k on k.kind_no = s.kind_no
join seat_verdicts as v on v.kind_no = s.kind_no
where v.verdict in ('billable', 'unknown')
group by s.product, s.place, k.plan
order by product, place, plan
