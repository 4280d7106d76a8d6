-- grain: one row per account and place that gives it another name
-- severity: info
-- claim: An account has one name in every source.
-- otherwise: These have two; the first source by precedence is shown. Two people behind one address look like this.
select
    p.account_id,
    p.email,
    replace(r._file || '[' || r._sheet || ']', '[]', '')
        || ':' || cast(r._row as varchar) as place,
    'named ' || r.name || '; shown as ' || p.name as detail
from conflict_rows as r
join account_profile as p on p.account_no = r.account_no
where r.name <> ''
    and lower(translate(r.name, ' ', '')) <> lower(translate(p.name, ' ', ''))
order by p.account_id, p.email, place
