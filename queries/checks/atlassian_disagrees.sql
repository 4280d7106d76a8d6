-- grain: one row per account whose verdict differs from what Atlassian says
-- severity: info
-- claim: Atlassian's billable flag and the Guard Standard verdict agree.
-- otherwise: Here they differ; both are shown, and the verdict stays ours.
select
    account_id,
    email,
    '' as place,
    'Atlassian says ' || atlassian_says || ', rule ' || guard_standard_rule
        || ' says ' || guard_standard as detail
from account_results
where agrees = 'no'
order by account_no
