-- grain: one row per account and subscription without exactly one verdict
-- severity: fatal
-- claim: Every account has exactly one verdict for Guard Standard and one for Guard Premium.
with counts as (
    select
        k.account_no,
        count(*) filter (where v.subscription = 'guard_standard') as standard,
        count(*) filter (where v.subscription = 'guard_premium') as premium
    from account_keys as k
    left join subscription_verdicts as v on v.account_no = k.account_no
    group by k.account_no
),

wrong as (
    select account_no, 'guard_standard' as subscription, standard as verdicts
    from counts
    where standard <> 1
    union all
    select account_no, 'guard_premium', premium
    from counts
    where premium <> 1
)

select
    p.account_id,
    p.email,
    '' as place,
    cast(w.verdicts as varchar) || ' verdicts for ' || w.subscription
        || ' instead of 1' as detail
from wrong as w
join account_profile as p on p.account_no = w.account_no
order by p.account_id, p.email, detail
