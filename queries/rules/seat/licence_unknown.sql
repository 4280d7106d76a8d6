-- grain: one row per kind of seat that the rule matches
-- verdict: seat unknown
-- priority: 150
-- effective: 2020-04-14..
-- why: Trello Enterprise bills licensed members, and no list of members says whether it is one.
-- source: section 4, R48
-- saw: 'product ' || product || ', plan ' || case when plan = '' then 'unknown' else plan end
select
    kind_no,
    access_rank as known_rank
from seat_kinds
where product = 'trello'
    and plan = 'enterprise'
