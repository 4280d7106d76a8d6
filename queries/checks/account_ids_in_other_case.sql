-- grain: one row per account id that differs from another in case only
-- severity: info
-- claim: No two account ids differ in case only.
-- otherwise: These do; they are two accounts until a mended export says that they are one.
with cased as (
    select account_no, account_id
    from account_keys
    where account_id <> lower(account_id)
),

pairs as (
    select c.account_no, k.account_no as other_no
    from cased as c
    join account_keys as k on lower(k.account_id) = lower(c.account_id)
    where k.account_no <> c.account_no
),

named as (
    select account_no, other_no from pairs
    union
    select other_no as account_no, account_no as other_no from pairs
)

select
    p.account_id,
    p.email,
    '' as place,
    'also ' || o.account_id as detail
from named as n
join account_profile as p on p.account_no = n.account_no
join account_profile as o on o.account_no = n.other_no
order by p.account_id, detail
