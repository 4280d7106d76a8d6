-- grain: one row per account that some way out frees, within the config's limits
-- A pick packs minutes, whether to check first, and the number of the way out, so
-- that the smallest is the cheapest; one for the ways that keep single sign-on, one
-- for those that lose it. A way frees a seat when the rules, run again, bill nobody
-- for it; a verdict that becomes unknown frees nothing (R48).
with freeing as (
    select
        w.account_no,
        s.loses_sso = 'true' as loses_sso,
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
    where w.feasible
        and w.way_out not in ('keep', 'review')
        and coalesce(v.verdict, 'not_billable') = 'not_billable'
        and a.known_rank <= case c.min_confidence
            when 'stated' then 1 when 'derived' then 2 else 3 end
)

select
    account_no,
    coalesce(min(case when not loses_sso then pick end), 0) as keeps_pick,
    coalesce(min(case when loses_sso then pick end), 0) as loses_pick
from freeing
group by account_no
