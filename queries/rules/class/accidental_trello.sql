-- grain: one row per account that the rule matches
-- class: accidental_trello
-- priority: 50
-- effective: 2020-04-14..
-- why: Trello is its only product and nobody meant to license it; without Trello the seat is free.
-- source: R4
-- saw: cast(intended_grants as varchar) || ' intended grants; ' || cast(trello_grants as varchar) || ' of ' || cast(counting_grants as varchar) || ' counting grants are Trello'
select account_no
from account_facts
where intended_grants = 0
    and counting_grants > 0
    and trello_grants = counting_grants
