-- grain: one row per input row that names an account id and reached no account
-- severity: fatal
-- claim: Every input row with an account id reaches its account.
select
    j.account_id,
    j.email,
    j._file || ':' || cast(j._row as varchar) as place,
    'joined no account' as detail
from account_joins as j
left join account_keys as k on k.account_id = j.joined_account_id
    and k.lone_email_key = j.lone_email_key
where k.account_no is null and j.joined_by not in ('ambiguous', 'unmatched')
order by place
