-- grain: one row per e-mail address that stands beside an account id
-- account_ids: 1, or 2 for two and more; counting further would cost a pass.
select
    email_key,
    case when min(account_id) = max(account_id) then 1 else 2 end
        as account_ids,
    min(account_id) as account_id
from stg_account_rows
where account_id <> '' and email_key <> ''
group by email_key
