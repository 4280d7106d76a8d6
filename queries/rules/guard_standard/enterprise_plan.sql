-- grain: one row per account that the rule matches
-- verdict: guard_standard not_billable
-- priority: 70
-- effective: 2020-04-14..
-- why: It has a product on an Enterprise plan, which includes Guard.
-- source: R2, R25
-- saw: cast(enterprise_grants as varchar) || ' grants on an Enterprise plan'
select
    account_no,
    enterprise_rank as known_rank
from classed_accounts
where enterprise_grants > 0
