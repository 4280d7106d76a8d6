-- grain: one row per line of an agent list that leads to no account with JSM
-- severity: info
-- claim: Every agent listed is an account with Jira Service Management.
-- otherwise: These lines change nothing: the person has left, has no access, or is misspelled.
with listed as (
    select
        a._file, a._sheet, a._row, a.account_id, a.email,
        coalesce(k.account_no, e.account_no) as account_no
    from raw_agents as a
    left join account_keys as k on k.account_id = nullif(a.account_id, '')
    left join email_accounts as e
        on e.email_key = case when a.account_id = ''
            then lower(trim(a.email)) end
)

select
    l.account_id,
    l.email,
    replace(l._file || '[' || l._sheet || ']', '[]', '')
        || ':' || cast(l._row as varchar) as place,
    case when l.account_no is null then 'no account'
        else 'the account has no Jira Service Management' end as detail
from listed as l
where not exists (
    select 1 from grants as g
    where g.account_no = l.account_no and g.product = 'jsm'
)
order by place
