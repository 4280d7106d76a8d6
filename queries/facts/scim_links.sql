-- grain: one row per SCIM user without account id, whose external id another SCIM
-- user carries beside one
-- An external id that stands beside two account ids leads to none.
with unlinked as (
    select f.file_no, u._row, lower(u.external_id) as external_key
    from raw_scim_users as u
    join stg_files as f on f._file = u._file and f._sheet = u._sheet
    where u.account_id = '' and u.external_id <> ''
),

sought as (
    select distinct external_key from unlinked
),

linked as (
    select s.external_key, min(u.account_id) as account_id
    from raw_scim_users as u
    join sought as s on s.external_key = lower(u.external_id)
    where u.account_id <> ''
    group by s.external_key
    having min(u.account_id) = max(u.account_id)
)

select u.file_no, u._row, l.account_id
from unlinked as u
join linked as l on l.external_key = u.external_key
