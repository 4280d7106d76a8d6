-- grain: one row per billed account whose authentication policy no source states
-- severity: info
-- claim: The policy of every billed account is stated.
-- otherwise: An unknown policy is treated as billable, assumed. The managed-accounts export states it.
select p.account_id, p.email, '' as place, 'policy unknown' as detail
from account_profile as p
join subscription_verdicts as v on v.account_no = p.account_no
where v.subscription = 'guard_standard'
    and v.verdict = 'billable'
    and p.policy_type = ''
order by p.account_no
