-- grain: one row per account that the rule matches
-- verdict: guard_premium billable
-- priority: 200
-- effective: 2020-04-14..
-- why: It has Jira or Confluence; Guard Premium counts every plan, place and policy.
-- source: R5
-- saw: cast(jira_confluence_grants as varchar) || ' grants of Jira or Confluence'
select
    account_no,
    1 as known_rank
from classed_accounts
where jira_confluence_grants > 0
