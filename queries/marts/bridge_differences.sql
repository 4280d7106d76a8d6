-- grain: one row per bridged subscription and account that may be counted
-- otherwise than the verdict says: what bridge.csv lists
select
    s.subscription,
    cast(t.step_no as bigint) as step_no,
    s.step,
    t.meaning as why,
    s.account_no,
    r.account_id,
    r.email,
    r.name,
    r.status,
    r.class,
    case s.theirs when 1 then 'billable' when 0 then 'not_billable' else '' end
        as atlassian_says,
    s.verdict,
    s.rule,
    r.last_active_on
from bridge_standings as s
join seed_bridge_steps as t on t.step = s.step
join account_results as r on r.account_no = s.account_no
where s.step not in ('agrees', 'silent')
order by subscription, step_no, account_no
