-- grain: one row per rejected input row
-- mended_by: the row of a mended copy that is read in its place; else ''.
with listed as (
    select
        r._file,
        r._sheet,
        r._row,
        r.header,
        r.reason,
        r.remedy,
        r.text,
        coalesce(
            replace(m._file || '[' || m._sheet || ']', '[]', '')
            || ':' || cast(m._row as varchar),
            ''
        ) as mended_by
    from raw_rejects as r
    left join raw_mends as m
        on m.rejected_file = r._file and m.rejected_sheet = r._sheet
        and m.rejected_row = r._row
)

select
    _file,
    _sheet,
    _row,
    header,
    reason,
    remedy,
    text,
    mended_by
from listed
order by _file, _sheet, _row
