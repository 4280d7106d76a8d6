-- grain: one row per account and input row that speaks of it, and how it joined
select account_no, _format, _file, _sheet, _row, joined_by
from account_rows
union all
select account_no, _format, _file, _sheet, _row, joined_by
from directory_joins
where account_no is not null
order by account_no, _file, _sheet, _row
