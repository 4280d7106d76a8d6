-- grain: one row per source row that speaks of an account
-- as: table
-- The keys of e-mail addresses are lower-cased here and nowhere else.
-- source_order is smaller for a row that takes precedence (rules.md 1): by
-- source, then the last file by path, then the last row.
with sources as (
    select
        format,
        cast(precedence as bigint) as precedence
    from seed_sources
),

-- SCIM users join the account rows. One with an Atlassian account id names an
-- account and its status; one without only says of an account that it matches
-- by e-mail that it is synced.
united as (
    select
        _format, _file, _sheet, _row, account_id, email, name, account_type,
        status, is_billable, is_claimed, claim_status, management_source,
        policy_name, policy_type, last_active_kind, last_active_on
    from raw_accounts
    union all
    select
        _format, _file, _sheet, _row, account_id,
        case when email <> '' then email else user_name end as email,
        case when account_id <> '' then name else '' end as name,
        '' as account_type,
        case
            when account_id = '' then ''
            when is_active then 'active'
            when not is_active then 'deactivated'
            else ''
        end as status,
        cast(null as boolean) as is_billable,
        cast(null as boolean) as is_claimed,
        '' as claim_status,
        'synced' as management_source,
        '' as policy_name,
        '' as policy_type,
        'unknown' as last_active_kind,
        cast(null as date) as last_active_on
    from raw_scim_users
)

select
    u._format, u._file, u._sheet, u._row,
    f.file_no,

    -- ids
    trim(u.account_id) as account_id,
    trim(u.email) as email,
    lower(trim(u.email)) as email_key,
    u.name,

    -- words
    lower(u.account_type) as account_type_word,
    lower(u.status) as status_word,
    lower(translate(u.policy_type, '-_ ', '')) as policy_word,
    lower(u.claim_status) as claim_status,
    lower(u.management_source) as management_source,
    u.policy_name,

    -- typed
    u.is_billable,
    u.is_claimed,
    u.last_active_kind,
    u.last_active_on,
    s.precedence * 100000000000000
    + (99999 - f.file_no) * 1000000000
    + (999999999 - u._row) as source_order
from united as u
join sources as s on s.format = u._format
join stg_files as f on f._file = u._file and f._sheet = u._sheet
