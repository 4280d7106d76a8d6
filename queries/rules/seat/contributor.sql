-- grain: one row per kind of seat that the rule matches
-- verdict: seat not_billable
-- priority: 80
-- effective: 2020-04-14..
-- why: It contributes to Jira Product Discovery; only creators are billed.
-- source: R31
-- saw: 'product ' || product || ', role ' || role
select
    kind_no,
    role_rank as known_rank
from seat_kinds
where product = 'jpd'
    and role = 'contributor'
