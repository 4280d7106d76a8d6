-- grain: one row per identity-provider user
-- The keys of addresses are lower-cased here; email is the mail address, or the
-- login where the provider knows none.
select
    _format, _file, _sheet, _row,

    -- ids
    lower(directory_id) as directory_key,
    case when email <> '' then email else user_principal_name end as email,
    user_principal_name,
    lower(trim(email)) as email_key,
    lower(trim(user_principal_name)) as principal_key,
    name,

    -- words
    user_type,
    department,

    -- typed
    is_enabled
from raw_directory_users
