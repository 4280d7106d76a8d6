-- grain: one row per e-mail address that stands beside an account id
select
    email_key,
    count(distinct account_id) as account_ids,
    min(account_id) as account_id
from stg_account_rows
where account_id <> '' and email_key <> ''
group by email_key
