-- grain: one row per account, in the order of accounts.csv
select
    r.account_no, r.org, r.snapshot_date, r.account_id, r.email, r.name,
    r.status,
    r.class, r.class_rule, k.why as class_why,
    r.last_active_on,
    r.guard_standard, r.guard_standard_rule, s.why as guard_standard_why,
    r.guard_premium, r.guard_premium_rule, p.why as guard_premium_why,
    r.atlassian_says, r.agrees, r.confidence,
    r.policy_name, r.policy_type, r.is_claimed, r.is_synced, r.is_external,
    r.is_protected, r.is_service_account
from account_results as r
join rule_book as k on k.subject = 'class' and k.rule = r.class_rule
join rule_book as s
    on s.subject = 'guard_standard' and s.rule = r.guard_standard_rule
join rule_book as p
    on p.subject = 'guard_premium' and p.rule = r.guard_premium_rule
order by account_no
