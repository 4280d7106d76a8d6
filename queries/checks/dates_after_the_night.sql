-- grain: one row per account and date that lies behind the night
-- severity: info
-- claim: Nobody was active or added after the night, but for a day that is left for time zones.
-- otherwise: The export is younger than the night, or its dates are read the wrong way round.
with limits as (
    select cast(as_of + interval '1' day as date) as last_on
    from run_context
),

added as (
    select a._file, a._sheet, a._row, a.added_on
    from raw_accounts as a
    join limits as l on a.added_on > l.last_on
),

dated as (
    select
        r.account_no, replace(r._file || '[' || r._sheet || ']', '[]', '')
        || ':' || cast(r._row as varchar) as place,
        'active on ' || cast(r.last_active_on as varchar) as detail
    from account_rows as r
    join limits as l on r.last_active_on > l.last_on
    where r.last_active_kind = 'known'
    union all
    select
        g.account_no, '' as place,
        g.product || ' used on ' || cast(g.last_active_on as varchar) as detail
    from grants as g
    join limits as l on g.last_active_on > l.last_on
    union all
    select
        r.account_no, replace(a._file || '[' || a._sheet || ']', '[]', '')
        || ':' || cast(a._row as varchar) as place,
        'added on ' || cast(a.added_on as varchar) as detail
    from added as a
    join stg_files as f on f._file = a._file and f._sheet = a._sheet
    join account_rows as r on r.file_no = f.file_no and r._row = a._row
)

select
    p.account_id,
    p.email,
    d.place,
    d.detail
from dated as d
join account_profile as p on p.account_no = d.account_no
order by p.account_id, p.email, d.place, d.detail
