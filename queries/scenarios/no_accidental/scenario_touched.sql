-- grain: one row per account that the scenario changes
select v.account_no
from subscription_verdicts as v
join account_profile as p on p.account_no = v.account_no
where v.subscription = 'guard_standard'
    and v.verdict = 'billable'
    and v.priority >= 210
    and not p.is_protected
