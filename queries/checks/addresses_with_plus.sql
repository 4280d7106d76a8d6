-- grain: one row per account whose address is another account's with a plus tag
-- severity: info
-- claim: No person has a second account under a plus address (ada+trello@ beside ada@).
-- otherwise: These may be one person with two accounts; they are kept apart and billed apart.
with tagged as (
    select
        account_no,
        substr(email_key, 1, position('+' in email_key) - 1)
        || substr(email_key, position('@' in email_key)) as plain_key
    from account_names
    where position('+' in email_key) > 1
        and position('@' in email_key) > position('+' in email_key)
),

beside as (
    select t.account_no, n.email as other
    from tagged as t
    join account_names as n on n.email_key = t.plain_key
    union all
    select t.account_no, n.email as other
    from tagged as t
    join tagged as o on o.plain_key = t.plain_key
    join account_names as n on n.account_no = o.account_no
    where o.account_no <> t.account_no
)

select
    k.account_id,
    n.email,
    '' as place,
    'beside ' || b.other as detail
from beside as b
join account_names as n on n.account_no = b.account_no
join account_keys as k on k.account_no = b.account_no
order by n.email, k.account_id, detail
