-- grain: one row per identity-provider file that leads to no account at all
-- severity: info
-- claim: A list of the identity provider leads to accounts of the organisation.
-- otherwise: None of these people has an account: the list may be of another company.
select
    '' as account_id,
    '' as email,
    replace(_file || '[' || _sheet || ']', '[]', '') as place,
    cast(count(*) as varchar) || ' people, none with an account' as detail
from directory_joins
group by _file, _sheet
having count(account_no) = 0
order by place
