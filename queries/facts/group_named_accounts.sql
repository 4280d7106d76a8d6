-- grain: one row per account that a source of groups names
-- A users export with group columns, or SCIM users when SCIM groups were given.
with group_files as (
    select distinct f.file_no
    from stg_columns as c
    join stg_files as f on f._file = c._file and f._sheet = c._sheet
    where c._format = 'org_users'
        and (c.role = 'group' or c.header_key in ('groupid', 'groupname'))
)

select r.account_no
from account_rows as r
join group_files as g on g.file_no = r.file_no
union
select r.account_no
from account_rows as r
where r._format = 'scim_users'
    and exists (select 1 from raw_scim_group_members)
