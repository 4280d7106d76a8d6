-- grain: one row per kind of seat that the rule matches
-- verdict: seat not_billable
-- priority: 70
-- effective: 2020-04-14..
-- why: It is a customer who asks for help, not an agent.
-- source: R6, R29
-- saw: 'role ' || role
select
    kind_no,
    role_rank as known_rank
from seat_kinds
where role = 'customer'
