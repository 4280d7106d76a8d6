-- grain: one row per kind of seat that the rule matches
-- verdict: seat billable
-- priority: 200
-- effective: 2020-04-14..
-- why: It uses an Enterprise plan, which that contract bills.
-- source: section 5
-- saw: 'plan ' || case when plan = '' then 'unknown' else plan end
select
    kind_no,
    greatest(counting_rank, ownership_rank, plan_rank) as known_rank
from seat_kinds
where plan = 'enterprise'
