-- grain: one row per active subscription of a product: what its cancellation does
-- accounts: who has the product, or whom Guard bills. why: why that is not known.
-- annual_cents: a year of it by the price book, freed from the renewal on (R40).
-- guard_*: whom Guard Standard bills then, judged by the rules, and what Guard costs,
-- the add-on of Premium included where it is bought (premium_*).
select
    p.subscription_no,
    case when p.product in ('guard_standard', 'guard_premium') then 'guard'
        else 'product' end as kind,
    cast(coalesce(k.accounts, n.billable) as bigint) as accounts,
    cast(k.only_access as bigint) as only_access,
    case
        when k.product is not null or n.subscription_no is not null then ''
        when t.why <> '' then t.why
        else 'the program does not know this product'
    end as why,
    p.annual_cents,
    p.reason as annual_reason,
    cast(k.guard_now as bigint) as guard_billable,
    cast(k.guard_after as bigint) as guard_billable_after,
    cast(k.guard_undecided_after as bigint) as guard_unknown_after,
    case when g.subscription is not null then cast(k.premium_now as bigint) end
        as premium_billable,
    case when g.subscription is not null then cast(k.premium_after as bigint)
        end as premium_billable_after,
    b.annual_cents as guard_annual_cents,
    a.annual_cents as guard_annual_cents_after,
    b.annual_cents - a.annual_cents as guard_freed_cents,
    case when k.product is null then ''
        when b.reason <> '' then b.reason
        else coalesce(a.reason, '') end as guard_reason
from subscription_prices as p
left join cascade_targets as t on t.subscription_no = p.subscription_no
left join cascade_counts as k on k.product = t.product and k.place = t.place
left join product_needs as n
    on n.subscription_no = p.subscription_no
    and p.product in ('guard_standard', 'guard_premium')
left join priced_counts as b
    on b.users = k.guard_now and b.premium_users = k.premium_now
left join priced_counts as a
    on a.users = k.guard_after and a.premium_users = k.premium_after
left join paid_guards as g on g.subscription = 'guard_premium'
order by subscription_no
