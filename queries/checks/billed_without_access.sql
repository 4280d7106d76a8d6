-- grain: one row per billed account and subscription without what bills it
-- severity: fatal
-- claim: Every account billed for Guard Standard has access to a product that counts, or Atlassian itself states that it is billed; every one billed for Guard Premium has Jira or Confluence.
select
    p.account_id,
    p.email,
    '' as place,
    'billed for ' || v.subscription || ' by rule ' || v.rule as detail
from subscription_verdicts as v
join account_facts as f on f.account_no = v.account_no
join account_profile as p on p.account_no = v.account_no
where v.verdict = 'billable'
    and (
        (
            v.subscription = 'guard_standard'
            and f.counting_grants = 0
            and not (v.rule = 'atlassian_states'
                and f.atlassian_says = 'billable')
        )
        or (
            v.subscription = 'guard_premium'
            and f.jira_confluence_grants = 0
        )
    )
order by p.account_id, p.email, detail
