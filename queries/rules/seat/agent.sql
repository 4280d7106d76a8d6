-- grain: one row per kind of seat that the rule matches
-- verdict: seat billable
-- priority: 210
-- effective: 2020-04-14..
-- why: Every agent of Jira Service Management takes a seat.
-- source: R6, R30
-- saw: 'product ' || product || ', role ' || role
select
    kind_no,
    greatest(counting_rank, ownership_rank, plan_rank) as known_rank
from seat_kinds
where product = 'jsm'
