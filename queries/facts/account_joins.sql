-- grain: one row per source row that speaks of an account, with the account it joins
-- as: view
-- joined_by: account_id; scim_account_id; external_id (SCIM without account id,
-- whose external id another SCIM user carries beside one); email (no id, one
-- owner of the address); email_only (no id, no owner: the address is the
-- account); ambiguous (two owners: joins none); unmatched (SCIM without id or
-- owner: makes no account of its own).
select
    r._format, r._file, r._sheet, r._row, r.file_no, r.source_order,
    r.account_id, r.email, r.email_key, r.name, r.policy_name,
    r.account_type_word, r.status_word, r.policy_word, r.claim_status,
    r.management_source, r.is_billable, r.is_claimed,
    r.last_active_kind, r.last_active_on,
    case
        when r.account_id <> '' then r.account_id
        when l.account_id is not null then l.account_id
        when o.account_ids = 1 then o.account_id
        else ''
    end as joined_account_id,
    case
        when r.account_id <> '' or l.account_id is not null
            or o.account_ids is not null then ''
        else r.email_key
    end as lone_email_key,
    case
        when r.account_id <> '' and s.names_accounts = 'no'
            then 'scim_account_id'
        when r.account_id <> '' then 'account_id'
        when l.account_id is not null then 'external_id'
        when o.account_ids = 1 then 'email'
        when o.account_ids > 1 then 'ambiguous'
        when s.names_accounts = 'yes' then 'email_only'
        else 'unmatched'
    end as joined_by
from stg_account_rows as r
join seed_sources as s on s.format = r._format
left join scim_links as l on l.file_no = r.file_no and l._row = r._row
left join email_owners as o
    on o.email_key = case when r.account_id = '' then r.email_key end
