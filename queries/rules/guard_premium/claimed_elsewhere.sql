-- grain: one row per account that the rule matches
-- verdict: guard_premium not_billable
-- priority: 25
-- effective: 2020-04-14..
-- why: Another organisation has claimed the account and pays for it.
-- source: billing-rules 5
-- saw: case when is_claimed_elsewhere then 'claimed by another organisation' else 'not claimed by another organisation' end
select
    account_no,
    1 as known_rank
from classed_accounts
where is_claimed_elsewhere
