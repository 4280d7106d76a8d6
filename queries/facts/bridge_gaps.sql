-- grain: one row per subscription and figure of the vendor: ours, theirs, and how
-- far the steps bring them together
-- change: what all steps add to theirs; named: what those without a reason add.
-- Null where the figure is not held against the night; why_not says why.
with totals as (
    select
        subscription,
        sum(ours) as ours,
        sum(flag_change) as flag_change,
        sum(paper_change) as paper_change,
        sum(case when is_explained then 0 else flag_change end) as flag_named,
        sum(case when is_explained then 0 else paper_change end) as paper_named,
        sum(may_be_more) as may_be_more,
        sum(may_be_fewer) as may_be_fewer
    from bridge_counts
    group by subscription
),

bridged as (
    select
        f.*,
        case when f.reason <> '' then f.reason
            when t.subscription is null then 'nobody is judged for it'
            else '' end as why_not,
        t.ours,
        case when f.source = 'flags' then t.flag_change else t.paper_change
            end as change,
        case when f.source = 'flags' then t.flag_named else t.paper_named
            end as named,
        case when f.source = 'flags' then 0 else t.may_be_more
            end as may_be_more,
        case when f.source = 'flags' then 0 else t.may_be_fewer
            end as may_be_fewer
    from vendor_figures as f
    left join totals as t on t.subscription = f.subscription and f.reason = ''
)

select
    figure_no, source, paper, subscription, users, counted_on, why_not,
    note,
    cast(ours as bigint) as ours,
    cast(change as bigint) as change,
    cast(named as bigint) as named,
    cast(may_be_more as bigint) as may_be_more,
    cast(may_be_fewer as bigint) as may_be_fewer,
    _file, _sheet, _row
from bridged
