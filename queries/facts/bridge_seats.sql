-- grain: one row per seat of a product at a place that has a figure of the vendor:
-- the one step of its bridge that it stands in
-- theirs: what a list of the place says of it (a Bitbucket member's plan), null
-- where it says nothing; ours: 1 where the verdict is billable.
with bridged as (
    select distinct subscription
    from vendor_figures
    where reason = ''
),

named as (
    select
        s.account_no,
        s.product || '@' || s.place as subscription,
        v.verdict,
        v.rule,
        k.atlassian_says as said,
        k.product in ('jsm', 'jpd') and k.role_rank > 1 as has_unstated_role
    from seats as s
    join seat_kinds as k on k.kind_no = s.kind_no
    join seat_verdicts as v on v.kind_no = s.kind_no
)

select
    n.subscription,
    n.account_no,
    n.verdict,
    n.rule,
    case n.said when 'billable' then 1 when 'not_billable' then 0 end as theirs,
    case when n.verdict = 'billable' then 1 else 0 end as ours,
    case
        when n.said = n.verdict then 'agrees'
        when n.verdict = 'unknown' then 'unknown'
        when h.sources_differ then 'late_data'
        when n.verdict = 'billable' and h.is_new then 'late_data'
        when n.verdict = 'not_billable' and h.is_lately_gone
            then 'deactivated_after'
        when n.has_unstated_role
            and n.rule in ('agent', 'creator', 'customer', 'contributor')
            then 'role'
        when n.said = '' then 'silent'
        when n.verdict = 'billable' then 'only_here'
        else 'only_there'
    end as step
from named as n
join bridged as b on b.subscription = n.subscription
join bridge_hints as h on h.account_no = n.account_no
