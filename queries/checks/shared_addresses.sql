-- grain: one row per e-mail address that stands beside two account ids
-- severity: info
-- claim: No two account ids share an e-mail address.
select
    account_id,
    email_key as email,
    '' as place,
    'more than one account id has this address' as detail
from email_owners
where account_ids > 1
order by email_key
