-- grain: one row per account that no class rule or more than one class matches
-- severity: fatal
-- claim: Every account has exactly one class.
with counts as (
    select k.account_no, count(c.account_no) as classes
    from account_keys as k
    left join account_classes as c on c.account_no = k.account_no
    group by k.account_no
)

select
    p.account_id,
    p.email,
    '' as place,
    cast(w.classes as varchar) || ' classes instead of 1' as detail
from counts as w
join account_profile as p on p.account_no = w.account_no
where w.classes <> 1
order by p.account_id, p.email
