-- grain: one row per file of policy members of which no managed account is one
-- severity: info
-- claim: The members of a policy are managed accounts.
-- otherwise: None of the members in these files is in the managed-accounts export: they may be of another organisation.
with members as (
    select
        r._file,
        r._sheet,
        count(distinct r.account_no) as accounts,
        count(distinct m.account_no) as managed
    from account_rows as r
    left join account_rows as m
        on m.account_no = r.account_no
        and m._format = case when r._format = 'policy_members'
            then 'managed_accounts' end
    where r._format = 'policy_members'
    group by r._file, r._sheet
)

select
    '' as account_id,
    '' as email,
    replace(_file || '[' || _sheet || ']', '[]', '') as place,
    cast(accounts as varchar) || ' members, none of them managed' as detail
from members
where managed = 0
    and exists (
        select 1 from account_rows where _format = 'managed_accounts'
    )
order by place
