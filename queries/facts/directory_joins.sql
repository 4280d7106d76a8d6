-- grain: one row per identity-provider row, with the account it adds facts to
-- joined_by says how: external_id (the SCIM user that carries the row's id),
-- email, user_principal_name, in this order; null: it matches nothing.
with scim_accounts as (
    select
        u.external_id,
        min(r.account_no) as account_no
    from raw_scim_users as u
    join stg_files as f on f._file = u._file and f._sheet = u._sheet
    join account_rows as r on r.file_no = f.file_no and r._row = u._row
    where u.external_id <> ''
    group by u.external_id
    having min(r.account_no) = max(r.account_no)
)

select
    d._format, d._file, d._sheet, d._row,
    coalesce(s.account_no, e.account_no, u.account_no) as account_no,
    case
        when s.account_no is not null then 'external_id'
        when e.account_no is not null then 'email'
        when u.account_no is not null then 'user_principal_name'
    end as joined_by,
    s.account_no as external_id_account_no,
    e.account_no as email_account_no,
    u.account_no as name_account_no,
    d.email,
    d.user_principal_name,
    d.is_enabled,
    d.department
from raw_directory_users as d
left join scim_accounts as s on s.external_id = d.directory_id
left join email_accounts as e on e.email_key = lower(trim(d.email))
left join email_accounts as u
    on u.email_key = lower(trim(d.user_principal_name))
