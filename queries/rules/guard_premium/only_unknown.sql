-- grain: one row per account that the rule matches
-- verdict: guard_premium unknown
-- priority: 30
-- effective: 2020-04-14..
-- why: It has no Jira or Confluence, but a product that the program does not know.
-- source: R37, R48
-- saw: cast(jira_confluence_grants as varchar) || ' grants of Jira or Confluence, ' || cast(unknown_product_grants as varchar) || ' of unknown products'
select
    account_no,
    1 as known_rank
from classed_accounts
where jira_confluence_grants = 0
    and unknown_product_grants > 0
