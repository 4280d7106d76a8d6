-- grain: one row per account billed by a rule of priority 210 or more, and way out
-- as: view
-- verdict: what the rules, run again, say of Guard Standard afterwards. A way frees a
-- seat that is billed tonight when they bill nobody for it then; a verdict that
-- becomes unknown frees nothing (R48). Premium's seat counts where its add-on is
-- bought.
with premium_now as (
    select v.account_no
    from subscription_verdicts as v
    join paid_guards as g on g.subscription = v.subscription
    where v.subscription = 'guard_premium' and v.verdict = 'billable'
),

judged as (
    select
        w.account_no, w.way_out_no, w.way_out, w.feasible, w.mark, w.reason,
        case when w.way_out in ('keep', 'review') then 'billable'
            else coalesce(s.verdict, 'not_billable') end as verdict,
        case when w.way_out in ('keep', 'review') or n.account_no is null
            then 'billable'
            else coalesce(p.verdict, 'not_billable') end as premium_verdict
    from ways_out as w
    left join scenario_verdicts as s
        on s.account_no = w.account_no
        and s.scenario = w.way_out
        and s.subscription = 'guard_standard'
    left join scenario_verdicts as p
        on p.account_no = w.account_no
        and p.scenario = w.way_out
        and p.subscription = 'guard_premium'
    left join premium_now as n on n.account_no = w.account_no
)

select
    account_no, way_out_no, way_out, feasible, mark, reason, verdict,
    case when verdict = 'not_billable' then 1 else 0 end as frees,
    case when premium_verdict = 'not_billable' then 1 else 0 end
        as frees_premium
from judged
