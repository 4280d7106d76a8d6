-- grain: one row per rejected input row that nobody has mended
-- severity: warn
-- claim: Every input row could be read.
-- otherwise: These could not and are in rejects.csv, each with its remedy; --rejects-to copies them to be mended.
select
    '' as account_id,
    '' as email,
    replace(_file || '[' || _sheet || ']', '[]', '')
        || ':' || cast(_row as varchar) as place,
    reason as detail
from rejected_rows
where mended_by = ''
order by _file, _row
