-- grain: one row per number of users: what Guard costs for it, or why not known
-- A year is ten monthly payments per seat, or with a purchased tier the price of
-- the smallest tier that holds the count (rules.md 7, R39). No price known is
-- null with a reason, never 0.
select
    n.users,
    case
        when c.edition <> 'standard' then null
        when n.users = 0 then 0
        when s.period = 'month' then s.cents
    end as monthly_cents,
    case
        when c.edition <> 'standard' then null
        when n.users = 0 then 0
        when c.purchased_tier is not null then t.annual_cents
        when s.period = 'year' then s.cents
        else s.cents * cast(b.months_paid as bigint)
    end as annual_cents,
    case
        when c.edition <> 'standard'
            then 'no price of Guard Premium is known'
        when n.users = 0 then ''
        when c.purchased_tier is not null and t.users is null
            then 'the price book has no tier for ' || cast(n.users as varchar)
                || ' users on this night'
        when c.purchased_tier is null and s.users is null
            then 'the price book has no price for ' || cast(n.users as varchar)
                || ' users on this night'
        else ''
    end as reason,
    case
        when n.users = 0 or c.edition <> 'standard' then false
        when c.purchased_tier is not null then coalesce(t.is_inferred, false)
        else coalesce(s.is_inferred, false)
    end as is_inferred
from counts_to_price as n
cross join run_context as c
join seed_billing_periods as b on b.billing = c.billing
left join seat_prices as s on s.users = n.users
left join tier_prices as t on t.users = n.users
