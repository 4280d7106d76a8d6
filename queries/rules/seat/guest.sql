-- grain: one row per kind of seat that the rule matches
-- verdict: seat not_billable
-- priority: 90
-- effective: 2020-04-14..
-- why: It is a Confluence guest; guests are free of charge.
-- source: community ba 2396148, qaq 2411055
-- saw: 'product ' || product || ', role ' || role
select
    kind_no,
    role_rank as known_rank
from seat_kinds
where product = 'confluence'
    and role = 'guest'
