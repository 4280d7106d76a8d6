-- grain: one row per kind of seat that the rule matches
-- verdict: seat billable
-- priority: 220
-- effective: 2020-04-14..
-- why: Every creator of Jira Product Discovery takes a seat.
-- source: R31
-- saw: 'product ' || product || ', role ' || role
select
    kind_no,
    greatest(counting_rank, ownership_rank, plan_rank) as known_rank
from seat_kinds
where product = 'jpd'
