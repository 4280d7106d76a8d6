-- grain: one row per account and subscription without exactly one verdict
-- severity: fatal
-- claim: Every account has exactly one verdict for each subscription.
select
    p.account_id,
    p.email,
    '' as place,
    cast(count(v.account_no) as varchar) || ' verdicts instead of 2' as detail
from account_profile as p
left join subscription_verdicts as v on v.account_no = p.account_no
group by p.account_no, p.account_id, p.email
having count(v.account_no) <> 2
order by p.account_id, p.email
