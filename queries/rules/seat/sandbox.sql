-- grain: one row per kind of seat that the rule matches
-- verdict: seat not_billable
-- priority: 40
-- effective: 2020-04-14..
-- why: The place is a sandbox, which comes with the plan of its site.
-- source: support.atlassian.com: Understand billing for sandboxes
-- saw: 'place is ' || ownership
select
    kind_no,
    ownership_rank as known_rank
from seat_kinds
where ownership = 'sandbox'
