-- grain: one row per account and group it is a member of, names lower-cased
select distinct
    r.account_no,
    lower(m.group_name) as group_name
from raw_group_members as m
join account_rows as r
    on r._file = m._file and r._sheet = m._sheet and r._row = m._row
where m.group_name <> ''
union
select distinct
    r.account_no,
    lower(m.group_name) as group_name
from raw_scim_group_members as m
join raw_scim_users as u on u.scim_id = m.member_id
join account_rows as r
    on r._file = u._file and r._sheet = u._sheet and r._row = u._row
where m.group_name <> '' and m.member_id <> '' and u.scim_id <> ''
