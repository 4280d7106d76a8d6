-- grain: one row per subscription of Guard and number of users that asks its price:
-- its list price reckoned another way, for the workbook to compare
-- Graduated and flat: the seats from a bracket's first on, less those beyond its
-- last. Volume and tiers: the rises of the price up to the line that holds the
-- count, added up. Lines of several shapes or periods have none.
with book as (
    select
        product,
        min(semantics) as lowest, max(semantics) as highest,
        min(period) as period, max(period) as highest_period,
        max(minimum_users) as minimum_users,
        greatest(max(annual_rounding_cents), 1) as step_cents,
        max(coalesce(users_to, 999999999)) as most -- beyond it: no price
    from guard_lines
    group by product
),

counts as (
    select 'guard_standard' as product, users from counts_to_price
    union
    select 'guard_premium' as product, premium_users as users
    from counts_to_price
),

asked as (
    select
        n.product, n.users, greatest(n.users, k.minimum_users) as seats,
        k.lowest
    from counts as n
    join book as k on k.product = n.product
    where n.users > 0 and greatest(n.users, k.minimum_users) <= k.most
),

sums as (
    select
        a.product, a.users, a.seats,
        sum(r.unit_price_cents * (greatest(a.seats - r.users_from + 1, 0)
            - greatest(a.seats - coalesce(r.users_to, a.seats), 0)))
            filter (where a.lowest = 'graduated' or r.users_from > 1)
            as by_seat_cents,
        sum(r.unit_price_cents) filter (where r.users_from <= 1)
            as fixed_cents,
        sum(r.rise_cents) filter (where r.users_from <= a.seats)
            as price_cents
    from asked as a
    join guard_lines as r on r.product = a.product
    group by a.product, a.users, a.seats
),

listed as (
    select
        s.product, s.users,
        case when k.period = 'year' then 1 else cast(y.months_paid as bigint)
            end as payments,
        case when k.lowest = 'tier' then k.step_cents else 1 end as step_cents,
        cast(case
            when k.period <> k.highest_period then null
            when k.highest = 'graduated' and k.lowest = 'graduated'
                then s.by_seat_cents
            when k.highest in ('flat', 'graduated') and k.lowest = 'flat'
                then s.fixed_cents + coalesce(s.by_seat_cents, 0)
            when k.highest = 'volume' and k.lowest = 'volume'
                then s.price_cents * s.seats
            when k.lowest = 'tier' then s.price_cents
        end as bigint) as cents
    from sums as s
    join book as k on k.product = s.product
    cross join run_context as c
    join seed_billing_periods as y on y.billing = c.billing
)

select
    product, users, cents,
    cents * payments + step_cents - 1
        - mod(cents * payments + step_cents - 1, step_cents) as annual_cents
from listed
