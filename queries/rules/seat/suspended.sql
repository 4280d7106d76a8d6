-- grain: one row per kind of seat that the rule matches
-- verdict: seat not_billable
-- priority: 50
-- effective: 2020-04-14..
-- why: Its membership is suspended: product access is off and not billed.
-- source: R7, R19
-- saw: 'membership ' || membership
select
    kind_no,
    membership_rank as known_rank
from seat_kinds
where membership = 'suspended'
