-- grain: one row per kind of seat that the rule matches
-- verdict: seat billable
-- priority: 230
-- effective: 2023-10-31..
-- why: Every member of a Bitbucket workspace takes a seat.
-- source: R32
-- saw: 'product ' || product
select
    kind_no,
    greatest(counting_rank, ownership_rank, plan_rank) as known_rank
from seat_kinds
where product = 'bitbucket'
