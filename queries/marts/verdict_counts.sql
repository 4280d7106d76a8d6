-- grain: one row per subscription and verdict, those without accounts included
with subscriptions as (
    select distinct subject as subscription
    from rule_book
    where subject <> 'class' and keyed_by = 'account_no'
),

verdicts as (
    select 'billable' as verdict
    union all
    select 'not_billable' as verdict
    union all
    select 'unknown' as verdict
)

select
    s.subscription,
    w.verdict,
    cast(count(v.account_no) as bigint) as accounts
from subscriptions as s
cross join verdicts as w
left join subscription_verdicts as v
    on v.subscription = s.subscription and v.verdict = w.verdict
group by s.subscription, w.verdict
order by subscription, verdict
