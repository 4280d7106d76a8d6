-- grain: one row per kind of seat that the rule matches
-- verdict: seat billable
-- priority: 250
-- effective: 2020-04-14..
-- why: Every user with access takes a seat, also before accepting the invitation.
-- source: R7
-- saw: 'product ' || product
select
    kind_no,
    greatest(counting_rank, ownership_rank, plan_rank) as known_rank
from seat_kinds
where product in ('jira', 'jwm', 'confluence')
