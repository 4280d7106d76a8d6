-- grain: one row per cell or column that ingest could not take as it stands
-- severity: info
-- claim: Every cell and column is what its format promises.
-- otherwise: The text of these is kept, their value is unknown.
select
    '' as account_id,
    '' as email,
    case when _row > 0 then replace(_file || '[' || _sheet || ']', '[]', '')
        || ':' || cast(_row as varchar)
        else replace(_file || '[' || _sheet || ']', '[]', '') end
        as place,
    case when header <> '' then 'column "' || header || '": ' else '' end
    || reason
    || case when text <> '' then ' ("' || substr(text, 1, 200) || '")' else ''
        end as detail
from raw_findings
order by _file, _row, detail
