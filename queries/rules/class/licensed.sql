-- grain: one row per account that the rule matches
-- class: licensed
-- priority: 40
-- effective: 2020-04-14..
-- why: It uses a product that the organisation means to pay for.
-- source: R1
-- saw: cast(intended_grants as varchar) || ' intended grants'
select account_no
from account_facts
where intended_grants > 0
