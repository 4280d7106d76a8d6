-- grain: one row per kind of seat that the rule matches
-- verdict: seat not_billable
-- priority: 60
-- effective: 2020-04-14..
-- why: It is no member of the organisation's directory.
-- source: section 5
-- saw: 'membership ' || membership
select
    kind_no,
    membership_rank as known_rank
from seat_kinds
where membership = 'not_invited'
