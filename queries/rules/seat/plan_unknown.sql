-- grain: one row per kind of seat that the rule matches
-- verdict: seat unknown
-- priority: 160
-- effective: 2020-04-14..
-- why: The plan is not known, and no more users are seen than a free plan may hold.
-- source: R34, R48
-- saw: case plan_rank when 1 then 'the plan is stated' when 2 then 'more users than a free plan holds' else 'the plan is not known' end
select
    kind_no,
    access_rank as known_rank
from seat_kinds
where plan_rank > 2
