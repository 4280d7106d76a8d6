-- grain: one row per account that the rule matches
-- class: accidental_other
-- priority: 60
-- effective: 2020-04-14..
-- why: It uses products that nobody meant to license.
-- source: R1, R23, R25
-- saw: cast(intended_grants as varchar) || ' intended grants; ' || cast(counting_grants - trello_grants as varchar) || ' counting grants besides Trello'
select account_no
from account_facts
where intended_grants = 0
    and counting_grants > trello_grants
