-- grain: one row per kind of seat that the rule matches
-- verdict: seat not_billable
-- priority: 20
-- effective: 2020-04-14..
-- why: The account is closed, inactive, deactivated or scheduled for deletion.
-- source: R18, section 5
-- saw: case when is_gone then 'the account is gone' else 'the account is there' end
select
    kind_no,
    status_rank as known_rank
from seat_kinds
where is_gone
