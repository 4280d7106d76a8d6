-- grain: one row per active subscription and account that loses access with it
with verdicts as (
    select
        product, place, account_no,
        max(case when subscription = 'guard_standard' then from_verdict end)
            as standard_now,
        max(case when subscription = 'guard_standard' then to_verdict end)
            as standard_after,
        max(case when subscription = 'guard_standard' then to_rule end)
            as standard_rule_after,
        max(case when subscription = 'guard_premium' then from_verdict end)
            as premium_now,
        max(case when subscription = 'guard_premium' then to_verdict end)
            as premium_after,
        max(case when keeps_access then 1 else 0 end) = 1 as keeps_access
    from cascade_moves
    group by product, place, account_no
)

select
    t.subscription_no,
    v.account_no,
    v.product,
    v.place,
    v.standard_now,
    v.standard_after,
    v.standard_rule_after,
    v.premium_now,
    v.premium_after,
    v.keeps_access
from cascade_targets as t
join verdicts as v on v.product = t.product and v.place = t.place
where t.why = ''
order by account_no, subscription_no
