-- grain: one row per input file and sheet that holds account rows, numbered by path
with named as (
    select _file, _sheet from raw_accounts
    union
    select _file, _sheet from raw_policy_members
    union
    select _file, _sheet from raw_portal_customers
    union
    select _file, _sheet from raw_workspace_members
    union
    select _file, _sheet from raw_scim_users
)
select
    _file,
    _sheet,
    row_number() over (order by _file, _sheet) as file_no
from named
