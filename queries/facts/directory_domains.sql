-- grain: one row per e-mail domain that an identity provider's export covers
with addresses as (
    select email_key as address
    from stg_directory_users
    where not is_guest
    union
    select principal_key as address
    from stg_directory_users
    where not is_guest
)

select distinct substr(address, position('@' in address) + 1) as domain
from addresses
where position('@' in address) > 0
