-- grain: one row per kind of seat that the rule matches
-- verdict: seat billable
-- priority: 240
-- effective: 2020-04-14..
-- why: Every member of a paid Trello workspace takes a seat.
-- source: R33
-- saw: 'product ' || product
select
    kind_no,
    greatest(counting_rank, ownership_rank, plan_rank) as known_rank
from seat_kinds
where product = 'trello'
