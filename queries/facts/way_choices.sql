-- grain: one row per account that some way out frees, within the config's limits
-- A pick packs minutes, whether to check first, and the number of the way out, so
-- that the smallest is the cheapest; one for the ways that keep single sign-on, one
-- for those that lose it. The premium picks are those of ways that free a seat of the
-- add-on, too; 0 where it is not bought.
with freeing as (
    select
        w.account_no,
        s.loses_sso = 'true' as loses_sso,
        w.frees_premium = 1 as frees_premium,
        cast(m.value as bigint) * 20
            + case when w.mark = 'check' then 10 else 0 end
            + w.way_out_no as pick
    from way_verdicts as w
    join accidental_accounts as a on a.account_no = w.account_no
    join seed_ways_out as s on s.way_out = w.way_out
    join assumption_values as m on m.id = 'minutes_' || w.way_out
    cross join config_ways_out as c
    where w.feasible
        and w.frees = 1
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
