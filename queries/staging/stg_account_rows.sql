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
from stg_named_rows as u
join sources as s on s.format = u._format
join stg_files as f on f._file = u._file and f._sheet = u._sheet
