-- grain: one row per subscription and figure of the vendor: what is left between it
-- and the verdicts
-- as: table
-- residual: ours less theirs less every step. unexplained: the residual with the
-- steps for which no reason is seen, as far as no account may be counted otherwise.
-- Null where the figure is not held against the night; reason says why. note: why it does not
-- hold the night back, whatever is unexplained.
with left_over as (
    select
        figure_no,
        ours - users - change as residual,
        ours - users - change + named as gap
    from bridge_gaps
)

select
    g.figure_no,
    g.source,
    g.paper,
    g.subscription,
    g.users as theirs,
    g.ours,
    o.residual,
    case
        when g.ours is null then null
        when o.gap < 0 then greatest(-o.gap - g.may_be_more, 0)
        else greatest(o.gap - g.may_be_fewer, 0)
    end as unexplained,
    g.counted_on,
    g.why_not as reason,
    g.note,
    g._file,
    g._sheet,
    g._row
from bridge_gaps as g
join left_over as o on o.figure_no = g.figure_no
order by figure_no
