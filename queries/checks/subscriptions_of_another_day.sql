-- grain: one row per subscriptions file that was read on another day
-- severity: info
-- claim: The subscriptions were read in the week of the night.
-- otherwise: User counts of another week need not be those of the night.
select
    '' as account_id,
    '' as email,
    replace(s._file || '[' || s._sheet || ']', '[]', '') as place,
    'read on ' || cast(min(s.as_of_on) as varchar) as detail
from stg_subscriptions as s
cross join run_context as c
where cast(s.as_of_on + interval '7' day as date) < c.as_of
    or s.as_of_on > cast(c.as_of + interval '7' day as date)
group by s._file, s._sheet
order by place
