-- grain: one row per identity-provider row, with the account it adds facts to
-- joined_by says how: external_id (the SCIM user that carries the row's id),
-- email, user_principal_name, in this order; null: it matches nothing.
-- external_id_accounts: 2 for two and more, which lead to none.
with scim_accounts as (
    select
        lower(u.external_id) as external_key,
        case when min(r.account_no) = max(r.account_no) then 1 else 2 end
            as accounts,
        min(r.account_no) as account_no
    from raw_scim_users as u
    join stg_files as f on f._file = u._file and f._sheet = u._sheet
    join account_rows as r on r.file_no = f.file_no and r._row = u._row
    where u.external_id <> ''
    group by lower(u.external_id)
),

matched as (
    select
        d._format, d._file, d._sheet, d._row,
        coalesce(s.accounts, 0) as external_id_accounts,
        case when s.accounts = 1 then s.account_no end
            as external_id_account_no,
        e.account_no as email_account_no,
        u.account_no as name_account_no,
        d.directory_key, d.email, d.user_principal_name, d.email_key,
        d.principal_key, d.is_enabled, d.department
    from stg_directory_users as d
    left join scim_accounts as s
        on s.external_key = nullif(d.directory_key, '')
    left join email_accounts as e on e.email_key = d.email_key
    left join email_accounts as u on u.email_key = d.principal_key
)

select
    _format, _file, _sheet, _row,
    coalesce(external_id_account_no, email_account_no, name_account_no)
        as account_no,
    case
        when external_id_account_no is not null then 'external_id'
        when email_account_no is not null then 'email'
        when name_account_no is not null then 'user_principal_name'
    end as joined_by,
    external_id_accounts,
    external_id_account_no,
    email_account_no,
    name_account_no,
    directory_key,
    email,
    user_principal_name,
    email_key,
    principal_key,
    is_enabled,
    department
from matched
