-- grain: one row per kind of seat that the rule matches
-- verdict: seat unknown
-- priority: 120
-- effective: 2020-04-14..2023-10-31
-- why: Until 31 October 2023 a member was billed with access to a private repository, which no export shows.
-- source: R32, R48
-- saw: 'product ' || product
select
    kind_no,
    access_rank as known_rank
from seat_kinds
where product = 'bitbucket'
