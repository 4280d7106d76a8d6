-- grain: one row per mended row whose rejected row is not to be found in its file
-- severity: warn
-- claim: Every mended row takes the place of a rejected one.
-- otherwise: These are read beside the file that they were rejected from, and count twice if it was repaired in another way; take them out then.
select
    '' as account_id,
    '' as email,
    replace(_file || '[' || _sheet || ']', '[]', '')
        || ':' || cast(_row as varchar) as place,
    text || ' is not rejected any more' as detail
from raw_findings
where kind = 'mend_unmatched'
order by _file, _sheet, _row
