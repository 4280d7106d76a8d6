-- grain: one row per account that some way out frees, within the config's limits
-- A pick packs minutes, whether to check first, and the number of the way out, so
-- that the smallest is the cheapest; one for the ways that keep single sign-on, one
-- for those that lose it. A way frees a seat when the rules, run again, bill nobody
-- for it; a verdict that becomes unknown frees nothing (R48). The premium picks are
-- those of ways that free a seat of the add-on, too; 0 where it is not bought.
with premium_now as (
    select v.account_no
    from subscription_verdicts as v
    join paid_guards as g on g.subscription = v.subscription
    where v.subscription = 'guard_premium' and v.verdict = 'billable'
),

freeing as (
    select
        w.account_no,
        s.loses_sso = 'true' as loses_sso,
        n.account_no is not null
            and coalesce(x.verdict, 'not_billable') = 'not_billable'
            as frees_premium,
        cast(m.value as bigint) * 20
            + case when w.mark = 'check' then 10 else 0 end
            + w.way_out_no as pick
    from ways_out as w
    join accidental_accounts as a on a.account_no = w.account_no
    join seed_ways_out as s on s.way_out = w.way_out
    join assumption_values as m on m.id = 'minutes_' || w.way_out
    cross join config_ways_out as c
    left join scenario_verdicts as v
        on v.account_no = w.account_no
        and v.scenario = w.way_out
        and v.subscription = 'guard_standard'
    left join scenario_verdicts as x
        on x.account_no = w.account_no
        and x.scenario = w.way_out
        and x.subscription = 'guard_premium'
    left join premium_now as n on n.account_no = w.account_no
    where w.feasible
        and w.way_out not in ('keep', 'review')
        and coalesce(v.verdict, 'not_billable') = 'not_billable'
        and a.known_rank <= case c.min_confidence
            when 'stated' then 1 when 'derived' then 2 else 3 end
)

select
    account_no,
    coalesce(min(case when not loses_sso then pick end), 0) as keeps_pick,
    coalesce(min(case when loses_sso then pick end), 0) as loses_pick,
    coalesce(min(case when not loses_sso and frees_premium then pick end), 0)
        as keeps_premium_pick,
    coalesce(min(case when loses_sso and frees_premium then pick end), 0)
        as loses_premium_pick
from freeing
group by account_no
