-- grain: one row per e-mail address that leads to exactly one account
-- as: view
select
    o.email_key,
    k.account_no
from email_owners as o
join account_keys as k on k.account_id = o.account_id
where o.account_ids = 1
union all
select
    lone_email_key as email_key,
    account_no
from account_keys
where lone_email_key <> ''
