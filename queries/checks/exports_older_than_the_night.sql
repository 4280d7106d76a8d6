-- grain: one row per file whose newest activity is long before the night
-- severity: info
-- claim: Every export is of the night: the newest of 1,000 or more dates of activity is at most 2 days old, the newest of 20 or more at most 7.
-- otherwise: These may be old. Atlassian's own lag is up to 24 hours; a longer one means an export of another day.
with dated as (
    select _file, _sheet, last_active_on
    from stg_account_rows
    where last_active_kind = 'known'
    union all
    select _file, _sheet, last_active_on
    from raw_grants
    where last_active_kind = 'known'
),

newest as (
    select
        _file,
        _sheet,
        count(*) as dates,
        max(last_active_on) as newest_on
    from dated
    group by _file, _sheet
)

select
    '' as account_id,
    '' as email,
    replace(n._file || '[' || n._sheet || ']', '[]', '') as place,
    'newest activity on ' || cast(n.newest_on as varchar) as detail
from newest as n
cross join run_context as c
where (
        n.dates >= 1000
        and cast(n.newest_on + interval '2' day as date) < c.as_of
    )
    or (
        n.dates >= 20
        and cast(n.newest_on + interval '7' day as date) < c.as_of
    )
order by place
