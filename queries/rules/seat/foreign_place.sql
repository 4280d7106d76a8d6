-- grain: one row per kind of seat that the rule matches
-- verdict: seat not_billable
-- priority: 30
-- effective: 2020-04-14..
-- why: The place is another organisation's, which pays for its seats.
-- source: R23
-- saw: 'place is ' || ownership
select
    kind_no,
    ownership_rank as known_rank
from seat_kinds
where ownership = 'foreign'
