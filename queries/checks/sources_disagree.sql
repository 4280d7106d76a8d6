-- grain: one row per account on which two sources differ
-- severity: info
-- claim: The sources agree on status, policy, account type and billable flag; where they differ the first by precedence decides and the verdict is marked assumed.
select
    account_id,
    email,
    '' as place,
    case when statuses_differ then 'status ' else '' end
    || case when policies_differ then 'policy ' else '' end
    || case when billables_differ then 'billable ' else '' end
    || case when account_types_differ then 'account type ' else '' end
    || 'differs' as detail
from account_profile
where statuses_differ or policies_differ or billables_differ
    or account_types_differ
order by account_no
