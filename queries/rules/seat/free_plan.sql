-- grain: one row per kind of seat that the rule matches
-- verdict: seat not_billable
-- priority: 100
-- effective: 2020-04-14..
-- why: The place is on a free plan.
-- source: R32, R33, R34
-- saw: 'plan ' || case when plan = '' then 'unknown' else plan end
select
    kind_no,
    access_rank as known_rank
from seat_kinds
where plan = 'free'
