-- grain: one row per account and subscription
select
    v.account_no,
    v.subscription,
    v.verdict,
    v.rule,
    cast(v.priority as integer) as priority,
    r.why,
    case v.known_rank when 1 then 'stated' when 2 then 'derived'
        else 'assumed' end as confidence
from subscription_verdicts as v
join rule_book as r on r.subject = v.subscription and r.rule = v.rule
order by account_no, subscription
