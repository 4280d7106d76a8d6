-- grain: one row per subscription and step of its bridge that some account stands in
-- flag_change: what the step adds to the count of flags, where silence counts
-- nobody; paper_change: to the count of a paper, which has said nothing of single
-- accounts, so that only flags tell. may_be_more, may_be_fewer: accounts without
-- a flag for which a reason is seen why a paper may count them, or may not.
select
    a.subscription,
    s.step_no,
    a.step,
    s.is_explained = 'yes' as is_explained,
    cast(count(*) as bigint) as accounts,
    cast(sum(a.ours) as bigint) as ours,
    cast(sum(a.ours - coalesce(a.theirs, 0)) as bigint) as flag_change,
    cast(sum(case when a.theirs is null then 0 else a.ours - a.theirs end)
        as bigint) as paper_change,
    cast(count(*) filter (where a.theirs is null and a.ours = 0
        and a.step <> 'silent') as bigint) as may_be_more,
    cast(count(*) filter (where a.theirs is null and a.ours = 1
        and a.step <> 'silent') as bigint) as may_be_fewer
from bridge_standings as a
join seed_bridge_steps as s on s.step = a.step
group by a.subscription, s.step_no, a.step, s.is_explained
