-- grain: one row per way out: for how many accounts it is open
select
    cast(s.way_out_no as bigint) as way_out_no,
    s.way_out,
    s.label,
    s.loses,
    s.loses_sso = 'true' as loses_sso,
    cast(m.value as bigint) as effort_minutes,
    count(*) filter (where w.feasible and w.mark = '') as accounts,
    count(*) filter (where w.feasible and w.mark = 'check')
        as accounts_to_check,
    count(*) filter (where not w.feasible) as accounts_not_feasible,
    count(p.account_no) as accounts_in_best_mix
from seed_ways_out as s
join assumption_values as m on m.id = 'minutes_' || s.way_out
left join ways_out as w on w.way_out = s.way_out
left join mix_picks as p
    on p.account_no = w.account_no and p.way_out_no = w.way_out_no
group by s.way_out_no, s.way_out, s.label, s.loses, s.loses_sso, m.value
order by way_out_no
