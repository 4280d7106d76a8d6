-- grain: one row per account that a source says was added in the week before the
-- night: a licence count may be as old as that (R14)
select distinct r.account_no
from raw_accounts as a
join stg_files as f on f._file = a._file and f._sheet = a._sheet
join account_rows as r on r.file_no = f.file_no and r._row = a._row
cross join run_context as c
where a.added_on <= c.as_of
    and cast(a.added_on + interval '7' day as date) >= c.as_of
