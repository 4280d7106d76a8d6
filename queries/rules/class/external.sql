-- grain: one row per account that the rule matches
-- class: external
-- priority: 65
-- effective: 2020-04-14..
-- why: It belongs to somebody outside the organisation and uses no product that counts.
-- source: R22
-- saw: case when is_external then 'external' else 'not external' end
select account_no
from account_facts
where is_external
