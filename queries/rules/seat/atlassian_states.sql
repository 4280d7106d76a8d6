-- grain: one row per kind of seat that the rule matches
-- verdict: seat as_stated
-- priority: 110
-- effective: 2020-04-14..
-- why: The workspace's list of members states whether it is billed.
-- source: R32, R33
-- saw: 'the list of members says ' || case when atlassian_says = '' then 'nothing' else atlassian_says end
select
    kind_no,
    atlassian_rank as known_rank,
    atlassian_says as verdict
from seat_kinds
where atlassian_says <> ''
