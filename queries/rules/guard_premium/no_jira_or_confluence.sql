-- grain: one row per account that the rule matches
-- verdict: guard_premium not_billable
-- priority: 40
-- effective: 2020-04-14..
-- why: It has neither Jira nor Confluence.
-- source: R5
-- saw: cast(jira_confluence_grants as varchar) || ' grants of Jira or Confluence'
select
    account_no,
    1 as known_rank
from classed_accounts
where jira_confluence_grants = 0
