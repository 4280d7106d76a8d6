-- grain: one row per kind of edge and account that goes to reach the edge below
with queued as (
    select
        c.account_no, t.type_no, t.keeps_way_no, t.loses_way_no,
        t.keeps_minutes, t.loses_minutes, t.keeps_checks, t.loses_checks,
        row_number() over (
            partition by t.type_no order by c.account_no
        ) as queue_no
    from way_choices as c
    join mix_types as t
        on t.keeps_pick = c.keeps_pick
        and t.loses_pick = c.loses_pick
        and t.keeps_premium_pick = c.keeps_premium_pick
        and t.loses_premium_pick = c.loses_premium_pick
    where t.type_no in (select type_no from edge_shares)
)

select
    s.kind,
    q.account_no,
    case when q.queue_no <= s.by_keeps then q.keeps_way_no
        else q.loses_way_no end as way_out_no,
    case when q.queue_no <= s.by_keeps then q.keeps_minutes
        else q.loses_minutes end as minutes,
    case when q.queue_no <= s.by_keeps then q.keeps_checks
        else q.loses_checks end as checks
from queued as q
join edge_shares as s
    on s.type_no = q.type_no
    and s.by_keeps + s.by_loses >= q.queue_no
