-- grain: one row per identity-provider row, with the account it adds facts to
-- By e-mail, else by user principal name; null: it matches nothing.
select
    d._format, d._file, d._sheet, d._row,
    coalesce(e.account_no, u.account_no) as account_no,
    d.email,
    d.user_principal_name,
    d.is_enabled,
    d.department
from raw_directory_users as d
left join email_accounts as e on e.email_key = lower(trim(d.email))
left join email_accounts as u
    on u.email_key = lower(trim(d.user_principal_name))
