-- grain: one row per subscription and figure of the vendor: its own flags, or a
-- paper that counts users; the lines of an invoice for one period add up
-- reason: why it is not held against the night. is_of_night: counted within a
-- week of the night, as old as licence counts may be (R14).
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
        '' as reason, '' as _file, '' as _sheet, 0 as _row
    from flags as f
    cross join run_context as c
    union all
    select
        2 as source_no, source, paper, subscription, users, counted_on, reason,
        _file, _sheet, _row
    from papers
)

select
    cast(row_number() over (
        order by subscription, source_no, _file, _sheet, _row, reason
    ) as bigint) as figure_no,
    u.source, u.paper, u.subscription,
    cast(u.users as bigint) as users,
    u.counted_on, u.reason,
    u.source <> 'flags'
    and u.reason = ''
    and u.counted_on is not null
    and cast(u.counted_on + interval '7' day as date) >= c.as_of
    and u.counted_on <= cast(c.as_of + interval '7' day as date) as is_of_night,
    u._file, u._sheet, cast(u._row as bigint) as _row
from united as u
cross join run_context as c
