-- grain: one row per subscription and figure of the vendor: its own flags, or a
-- paper that counts users; the lines of an invoice for one period add up
-- reason: why it is not held against the night. note: why it does not hold the
-- night back; a figure counted within a week is of the night, for licence counts
-- may be as old as that (R14), and holds if all its users are listed.
with papers as (
    select
        source, paper, subscription, reason, _file, _sheet,
        cast(sum(users) as bigint) as users,
        max(counted_on) as counted_on,
        min(_row) as _row
    from paper_counts
    group by source, paper, subscription, reason, _file, _sheet
),

flags as (
    select count(*) filter (where atlassian_says = 'billable') as users
    from account_results
    having count(*) filter (where atlassian_says <> '') > 0
),

united as (
    select
        1 as source_no, 'flags' as source, '' as paper,
        'guard_standard' as subscription, f.users, c.as_of as counted_on,
        '' as reason, 'flags speak of single accounts' as note, '' as _file, '' as _sheet, 0 as _row
    from flags as f
    cross join run_context as c
    union all
    select
        2 as source_no, p.source, p.paper, p.subscription, p.users,
        p.counted_on, p.reason,
        case
            when p.counted_on is null then 'when it was counted is not known'
            when cast(p.counted_on + interval '7' day as date) < c.as_of
                or p.counted_on > cast(c.as_of + interval '7' day as date)
                then 'counted more than a week from the night'
            when position('@' in p.subscription) > 0
                and l.subscription is null
                then 'no list of all its users is given'
            else ''
        end as note,
        p._file, p._sheet, p._row
    from papers as p
    cross join run_context as c
    left join listed_seats as l on l.subscription = p.subscription
)

select
    cast(row_number() over (
        order by subscription, source_no, _file, _sheet, _row, reason
    ) as bigint) as figure_no,
    u.source, u.paper, u.subscription,
    cast(u.users as bigint) as users,
    u.counted_on, u.reason,
    case when u.reason = '' then u.note else '' end as note,
    u._file, u._sheet, cast(u._row as bigint) as _row
from united as u
