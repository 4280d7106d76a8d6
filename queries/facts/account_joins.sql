-- grain: one row per source row that speaks of an account, with the account it joins
-- as: view
-- joined_by: account_id; email (no id, one owner of the address); email_only
-- (no id, no owner: the address is the account); ambiguous (two owners: joins
-- none); unmatched (SCIM without id or owner: makes no account of its own).
select
    r.*,
    case
        when r.account_id <> '' then r.account_id
        when o.account_ids = 1 then o.account_id
        else ''
    end as joined_account_id,
    case
        when r.account_id <> '' or o.account_ids is not null then ''
        else r.email_key
    end as lone_email_key,
    case
        when r.account_id <> '' then 'account_id'
        when o.account_ids = 1 then 'email'
        when o.account_ids > 1 then 'ambiguous'
        when s.names_accounts = 'yes' then 'email_only'
        else 'unmatched'
    end as joined_by
from stg_account_rows as r
join seed_sources as s on s.format = r._format
left join email_owners as o
    on o.email_key = case when r.account_id = '' then r.email_key end
