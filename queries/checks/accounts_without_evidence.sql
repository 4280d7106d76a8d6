-- grain: one row per account that no input row speaks of
-- severity: fatal
-- claim: Every account rests on at least one row of an input.
select
    k.account_id,
    k.lone_email_key as email,
    '' as place,
    'no row' as detail
from account_keys as k
left join account_rows as r on r.account_no = k.account_no
where r.account_no is null
order by k.account_id, email
