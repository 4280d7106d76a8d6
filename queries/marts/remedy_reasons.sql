-- grain: one row per way out and reason why it is not open, or what to check first
select
    way_out_no,
    way_out,
    feasible,
    reason,
    count(*) as accounts
from ways_out
where reason <> ''
group by way_out_no, way_out, feasible, reason
order by way_out_no, feasible, reason
