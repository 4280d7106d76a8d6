-- grain: one row per account that the rule matches
-- verdict: guard_standard not_billable
-- priority: 10
-- effective: 2020-04-14..
-- why: Its account type is app; Guard does not bill apps.
-- source: R35, R36
-- saw: 'account type ' || case when account_type = '' then 'unknown' else account_type end
select
    account_no,
    account_type_rank as known_rank
from classed_accounts
where account_type = 'app'
