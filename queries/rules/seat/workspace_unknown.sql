-- grain: one row per kind of seat that the rule matches
-- verdict: seat unknown
-- priority: 140
-- effective: 2020-04-14..
-- why: No export names the Trello workspace, so that it may be another organisation's.
-- source: R23, R48
-- saw: 'product ' || product || case when has_place then ' at a named workspace' else ' at no named workspace' end
select
    kind_no,
    access_rank as known_rank
from seat_kinds
where product = 'trello'
    and not has_place
    and (
        not is_intended
        or intended_rank > 1
    )
