-- grain: one row per managed-accounts file whose rows all name one policy
-- severity: info
-- claim: A managed-accounts export names every authentication policy.
-- otherwise: Each of these files names only one and may be the members of that policy, which other accounts are missing from.
select
    '' as account_id,
    '' as email,
    replace(_file || '[' || _sheet || ']', '[]', '') as place,
    'every row is in the policy "' || min(policy_name) || '"' as detail
from raw_accounts
where _format = 'managed_accounts'
    and not exists (
        select 1 from raw_mends as m
        where m._file = raw_accounts._file and m._sheet = raw_accounts._sheet
    )
group by _file, _sheet
having count(*) > 1
    and min(policy_name) <> ''
    and min(policy_name) = max(policy_name)
order by place
