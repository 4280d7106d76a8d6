-- grain: one row per account that the rule matches
-- verdict: guard_standard not_billable
-- priority: 90
-- effective: 2020-04-14..
-- why: It only has Opsgenie or Statuspage on plans that Guard does not count.
-- source: R2
-- saw: cast(exempt_grants as varchar) || ' of ' || cast(counting_grants as varchar) || ' counting grants are exempt'
select
    account_no,
    counting_rank as known_rank
from classed_accounts
where counting_grants > 0
    and exempt_grants = counting_grants
    and unknown_product_grants = 0
