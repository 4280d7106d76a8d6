-- grain: one row per file and way of joining that is weaker than an account id
-- severity: info
-- claim: Every row carries an account id.
-- otherwise: Rows of these files do not and were joined in a weaker way, which a changed address can break.
with counted as (
    select file_no, joined_by, count(*) as joined_rows
    from account_rows
    where joined_by not in ('account_id', 'scim_account_id')
    group by file_no, joined_by
),

joined as (
    select f._file, f._sheet, c.joined_by, c.joined_rows
    from counted as c
    join stg_files as f on f.file_no = c.file_no
    union all
    select _file, _sheet, joined_by, count(*) as joined_rows
    from directory_joins
    where joined_by is not null
    group by _file, _sheet, joined_by
)

select
    '' as account_id,
    '' as email,
    replace(_file || '[' || _sheet || ']', '[]', '') as place,
    case joined_by
        when 'external_id' then 'joined by external id: '
        when 'email' then 'joined by e-mail address: '
        when 'user_principal_name' then 'joined by user principal name: '
        else 'no account id is known, the address is the account: '
    end || cast(joined_rows as varchar)
        || case when joined_rows = 1 then ' row' else ' rows' end as detail
from joined
order by place, detail
