-- grain: one row per account that the rule matches
-- class: agent
-- priority: 30
-- effective: 2020-04-14..
-- why: It works in Jira Service Management as an agent, as the organisation intends.
-- source: R6, R29
-- saw: cast(intended_agent_grants as varchar) || ' intended JSM agent grants'
select account_no
from account_facts
where intended_agent_grants > 0
