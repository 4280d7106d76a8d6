-- grain: one row per rejected input row
-- severity: warn
-- claim: Every input row could be read.
-- otherwise: These could not and are in rejects.csv, each with its remedy.
select
    '' as account_id,
    '' as email,
    replace(_file || '[' || _sheet || ']', '[]', '')
        || ':' || cast(_row as varchar) as place,
    reason as detail
from raw_rejects
order by _file, _row
