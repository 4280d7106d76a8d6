-- grain: one row per product and place whose seats wait for its plan
-- severity: info
-- claim: The plan of every product is known where its seats depend on it.
-- otherwise: Seats of these are unknown. State the plan under licensed: in billable.yaml, or give sites.csv or a subscriptions export.
select
    '' as account_id,
    '' as email,
    '' as place,
    s.product || case when s.place = '' then ', no place named'
        else ' at ' || s.place end
    || ': ' || cast(count(*) as varchar) || ' seats' as detail
from seats as s
join seat_verdicts as v on v.kind_no = s.kind_no
where v.rule = 'plan_unknown'
group by s.product, s.place
order by count(*) desc, s.product, s.place
