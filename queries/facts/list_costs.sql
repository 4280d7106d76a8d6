-- grain: one row per product, plan and number of users: its list price, or why none
-- A year is ten monthly payments per seat (R39), twelve when billed by the month
-- (R41); Guard with a purchased tier pays the smallest tier that holds the count
-- (rules.md 7); other products pay tiers where the book prices no seats. What has
-- no price is null with a reason, never 0.
with chosen as (
    select
        n.product, n.plan, n.users, l.currency,
        case when n.product = 'guard_standard' then c.purchased_tier is not null
            else s.users is null and t.users is not null end as uses_tier,
        s.users as seat_users, s.period, s.cents,
        s.is_inferred as is_seat_inferred,
        t.users as tier_users, t.users_to as tier, t.period as tier_period,
        t.cents as tier_cents, t.annual_cents as tier_annual_cents,
        t.is_inferred as is_tier_inferred,
        cast(b.months_paid as bigint) as months_paid
    from seats_to_price as n
    cross join run_context as c
    join seed_billing_periods as b on b.billing = c.billing
    left join price_lists as l on l.product = n.product and l.plan = n.plan
    left join seat_prices as s
        on s.product = n.product and s.plan = n.plan and s.users = n.users
    left join tier_prices as t
        on t.product = n.product and t.plan = n.plan and t.users = n.users
)

select
    product, plan, users, currency, uses_tier,
    case when uses_tier then tier end as tier,
    case
        when users = 0 then 0
        when period = 'month' then cents
        when uses_tier and tier_period = 'month' then tier_cents
    end as monthly_cents,
    case
        when users = 0 then 0
        when uses_tier then tier_annual_cents
        when period = 'year' then cents
        else cents * months_paid
    end as annual_cents,
    case
        when users = 0 then ''
        when uses_tier and tier_users is null
            then 'the price book has no tier for ' || cast(users as varchar)
                || ' users on this night'
        when not uses_tier and seat_users is null
            then 'the price book has no price for ' || cast(users as varchar)
                || ' users on this night'
        else ''
    end as reason,
    case
        when users = 0 then false
        when uses_tier then coalesce(is_tier_inferred, false)
        else coalesce(is_seat_inferred, false)
    end as is_inferred
from chosen
