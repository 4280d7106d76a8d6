-- grain: one row per account, field of its verdict and place that says otherwise
-- severity: info
-- claim: The sources agree on account type, status, policy, billable flag and claim.
-- otherwise: Here they differ: the first by precedence counts, both stand in the evidence, and what rests on the field is assumed.
select
    p.account_id,
    p.email,
    replace(o._file || '[' || o._sheet || ']', '[]', '')
        || ':' || cast(o._row as varchar) as place,
    'says ' || o.field || ' ' || o.value || '; ' || c.value || ' counts, from '
        || replace(c._file || '[' || c._sheet || ']', '[]', '')
        || ':' || cast(c._row as varchar) as detail
from account_conflicts as c
join account_conflicts as o
    on o.account_no = c.account_no and o.field_no = c.field_no
join account_profile as p on p.account_no = c.account_no
where c.is_chosen
    and c.field not in ('name', 'e-mail')
    and o.value <> c.value
order by p.account_id, p.email, place, detail
