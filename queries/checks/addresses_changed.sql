-- grain: one row per account and place with an address that is not the one shown
-- severity: info
-- claim: An account has one e-mail address in every source.
-- otherwise: These have two: the first source by precedence is shown, and rows without account id are joined by either.
select
    p.account_id,
    p.email,
    replace(r._file || '[' || r._sheet || ']', '[]', '')
        || ':' || cast(r._row as varchar) as place,
    'also ' || r.email as detail
from conflict_rows as r
join account_profile as p on p.account_no = r.account_no
where r.email <> '' and lower(r.email) <> lower(p.email)
order by p.account_id, p.email, place, detail
