-- grain: one row per explained account: its class, and whether Atlassian agrees,
-- by the rules of another date
select
    a.account_no,
    c.class,
    c.rule as class_rule,
    r.why as class_why,
    case
        when a.atlassian_says = '' then ''
        when v.verdict = 'unknown' then 'undecided'
        when v.verdict = a.atlassian_says then 'yes'
        else 'no'
    end as agrees
from accounts as a
join account_classes as c on c.account_no = a.account_no
join rule_book as r on r.subject = 'class' and r.rule = c.rule
join account_verdicts as v
    on v.account_no = a.account_no and v.subscription = 'guard_standard'
