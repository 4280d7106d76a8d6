-- grain: one row per account that the rule matches
-- class: inactive
-- priority: 20
-- effective: 2020-04-14..
-- why: The account is closed, inactive, deactivated or scheduled for deletion.
-- source: R18
-- saw: 'status ' || status
select account_no
from account_facts
where is_gone
