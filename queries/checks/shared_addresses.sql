-- grain: one row per account whose e-mail address another account id has too
-- severity: info
-- claim: No two account ids share an e-mail address.
-- otherwise: These do: two people, or an account that was deleted and made again. They are kept apart.
with shared as (
    select distinct r.account_no, o.email_key
    from email_owners as o
    join account_rows as r on r.email_key = o.email_key
    where o.account_ids > 1
)

select
    p.account_id,
    s.email_key as email,
    '' as place,
    'status ' || p.status || ', name ' || p.name
        || ': another account id has this address too' as detail
from shared as s
join account_profile as p on p.account_no = s.account_no
order by email, account_id
