-- grain: one row per account and subscription without exactly one verdict
-- severity: fatal
-- claim: Every account has exactly one verdict for Guard Standard and one for Guard Premium.
with subscriptions as (
    select distinct subject as subscription
    from rule_book
    where subject in ('guard_standard', 'guard_premium')
),

counts as (
    select
        p.account_no,
        s.subscription,
        count(v.account_no) as verdicts
    from account_profile as p
    cross join subscriptions as s
    left join subscription_verdicts as v
        on v.account_no = p.account_no and v.subscription = s.subscription
    group by p.account_no, s.subscription
)

select
    p.account_id,
    p.email,
    '' as place,
    cast(c.verdicts as varchar) || ' verdicts for ' || c.subscription
        || ' instead of 1' as detail
from counts as c
join account_profile as p on p.account_no = c.account_no
where c.verdicts <> 1
order by account_id, email, detail
