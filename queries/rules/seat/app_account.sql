-- grain: one row per kind of seat that the rule matches
-- verdict: seat not_billable
-- priority: 10
-- effective: 2020-04-14..
-- why: An app takes no seat.
-- source: R35
-- saw: 'account type ' || case when account_type = '' then 'unknown' else account_type end
select
    kind_no,
    account_type_rank as known_rank
from seat_kinds
where account_type = 'app'
