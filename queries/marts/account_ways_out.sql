-- grain: one row per account billed by a rule of priority 210 or more, and way out
-- verdict_after: what the rules, run again, say of Guard Standard. saving_cents: what
-- a year costs less when this account alone goes, by Standard's seat and by that of
-- the add-on of Premium.
with marginal as (
    select
        n.billable - o.users as frees,
        n.premium_users - o.premium_users as frees_premium,
        p.annual_cents - o.annual_cents as cents
    from billed_now as n
    join priced_counts as p
        on p.users = n.billable and p.premium_users = n.premium_users
    join priced_counts as o
        on o.users in (n.billable, n.billable - 1)
        and o.premium_users in (n.premium_users, n.premium_users - 1)
)

select
    w.account_no, w.way_out_no, w.way_out, w.feasible, w.mark, w.reason,
    s.loses,
    s.loses_sso = 'true' as loses_sso,
    cast(m.value as bigint) as effort_minutes,
    case when w.feasible then w.verdict else '' end as verdict_after,
    case
        when not w.feasible then null
        when w.frees + w.frees_premium = 0 then 0
        else g.cents
    end as saving_cents,
    coalesce(p.way_out_no = w.way_out_no, w.way_out = 'keep') as is_best_mix
from way_verdicts as w
join seed_ways_out as s on s.way_out = w.way_out
join assumption_values as m on m.id = 'minutes_' || w.way_out
left join marginal as g
    on g.frees = w.frees and g.frees_premium = w.frees_premium
left join mix_picks as p on p.account_no = w.account_no
order by account_no, way_out_no
