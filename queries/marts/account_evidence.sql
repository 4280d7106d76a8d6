-- grain: one row per account and input row that speaks of it
select account_no, _format, _file, _sheet, _row
from account_rows
union all
select account_no, _format, _file, _sheet, _row
from directory_joins
where account_no is not null
order by account_no, _file, _sheet, _row
