-- grain: one row per kind of account: how many of it leave, and by which sort of way
select
    m.type_no,
    cast(sum((least(b.freed, s.to_freed) - s.from_freed) * m.keeps_each)
        as bigint) as by_keeps,
    cast(sum((least(b.freed, s.to_freed) - s.from_freed) * m.loses_each)
        as bigint) as by_loses
from mix_moves as m
join mix_steps as s on s.line_no = m.line_no and s.step_no = m.step_no
join best_mix as b on b.line_no = s.line_no and b.freed > s.from_freed
group by m.type_no
