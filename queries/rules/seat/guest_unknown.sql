-- grain: one row per kind of seat that the rule matches
-- verdict: seat unknown
-- priority: 130
-- effective: 2020-04-14..
-- why: It is a Trello guest: one of several boards is billed, one of a single board is not, and no export says which.
-- source: R33, R48
-- saw: 'product ' || product || ', role ' || role
select
    kind_no,
    role_rank as known_rank
from seat_kinds
where product = 'trello'
    and role = 'guest'
