-- grain: one row per identity-provider user
-- The keys of addresses are lower-cased here; email is the mail address, or the
-- login where the provider knows none. A guest in a directory says nothing about
-- the domain that the guest is from. is_here: a plain list of people without a word
-- on their state says who is here; a null is_enabled of others says nothing.
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
    is_enabled,
    lower(trim(user_type)) = 'guest' as is_guest,
    case
        when is_enabled is not null then is_enabled
        when _format = 'directory_list' and enabled = '' then true
    end as is_here
from raw_directory_users
