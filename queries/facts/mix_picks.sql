-- grain: one row per account that the best mix frees: by which way out
with queued as (
    select
        c.account_no, t.type_no, m.keeps_way_no, m.loses_way_no,
        row_number() over (
            partition by t.type_no order by c.account_no
        ) as queue_no
    from way_choices as c
    join mix_types as t
        on t.keeps_pick = c.keeps_pick
        and t.loses_pick = c.loses_pick
        and t.keeps_premium_pick = c.keeps_premium_pick
        and t.loses_premium_pick = c.loses_premium_pick
    cross join best_mix as b
    join mix_ways as m on m.line_no = b.line_no and m.type_no = t.type_no
)

select
    q.account_no,
    cast(w.way_out_no as bigint) as way_out_no,
    w.way_out
from queued as q
join mix_shares as s
    on s.type_no = q.type_no
    and s.by_keeps + s.by_loses >= q.queue_no
join seed_ways_out as w
    on cast(w.way_out_no as bigint) = case when q.queue_no <= s.by_keeps
        then q.keeps_way_no else q.loses_way_no end
