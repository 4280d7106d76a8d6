-- grain: one row per product that the program does not know
-- severity: info
-- claim: Every product in the exports is one the program knows.
-- otherwise: These are kept and never counted; who has nothing else is unknown.
select
    '' as account_id,
    '' as email,
    '' as place,
    product || ': ' || cast(count(distinct account_no) as varchar)
        || case when count(distinct account_no) = 1 then ' account'
            else ' accounts' end as detail
from grants
where not is_known
group by product
order by product
