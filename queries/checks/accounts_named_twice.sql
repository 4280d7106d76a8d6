-- grain: one row per account that one export names in two rows
-- severity: info
-- claim: An export of accounts names each account once.
-- otherwise: These stand twice in one file; field by field the last row counts.
with named as (
    select
        account_no,
        file_no,
        max(_row) as last_row,
        count(*) as named_rows
    from account_rows
    where _format in (
        'managed_accounts', 'orgs_v1_users', 'policy_members',
        'domain_accounts', 'orgs_v2_users', 'external_users', 'scim_users'
    )
    group by account_no, file_no
    having count(*) > 1
)

select
    p.account_id,
    p.email,
    replace(f._file || '[' || f._sheet || ']', '[]', '')
        || ':' || cast(n.last_row as varchar) as place,
    cast(n.named_rows as varchar) || ' rows' as detail
from named as n
join stg_files as f on f.file_no = n.file_no
join account_profile as p on p.account_no = n.account_no
order by p.account_id, p.email, place
