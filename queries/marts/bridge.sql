-- grain: one row per figure of the vendor and line of its bridge: from theirs, by
-- every step that some account stands in, over the residual, to ours
-- as: table
-- users: the figure on the first and the last line, else what the line adds.
with lines as (
    select
        f.figure_no, f.source, f.subscription, 0 as line_no, 'theirs' as line,
        cast(null as bigint) as accounts, f.theirs as users,
        0 as may_be_more, 0 as may_be_fewer
    from bridge_figures as f
    where f.reason = ''
    union all
    select
        f.figure_no, f.source, f.subscription, cast(c.step_no as bigint), c.step,
        c.accounts,
        case when f.source = 'flags' then c.flag_change else c.paper_change end,
        case when f.source = 'flags' then 0 else c.may_be_more end,
        case when f.source = 'flags' then 0 else c.may_be_fewer end
    from bridge_figures as f
    join bridge_counts as c on c.subscription = f.subscription
    where f.reason = ''
    union all
    select
        figure_no, source, subscription, 98, 'residual', cast(null as bigint),
        residual, 0, 0
    from bridge_figures
    where reason = ''
    union all
    select
        figure_no, source, subscription, 99, 'ours', cast(null as bigint), ours,
        0, 0
    from bridge_figures
    where reason = ''
)

select
    l.figure_no,
    cast(l.line_no as bigint) as line_no,
    l.subscription,
    l.source,
    l.line,
    coalesce(s.meaning, '') as meaning,
    coalesce(s.lag, '') as lag,
    l.accounts,
    l.users,
    cast(l.may_be_more as bigint) as may_be_more,
    cast(l.may_be_fewer as bigint) as may_be_fewer
from lines as l
left join seed_bridge_steps as s on s.step = l.line
order by figure_no, line_no
