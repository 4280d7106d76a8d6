-- grain: one row per product, plan and number of users priced by the seat: a period
-- Graduated brackets add up; volume prices every seat by the bracket that the
-- total falls in; flat is a fixed sum up to its bound, to which a graduated or
-- flat bracket above it adds its seats (prices.md 1). The period is a month, or a
-- year where the book states yearly prices per seat.
with minimum as (
    select product, plan, max(minimum_users) as users
    from price_brackets
    where not is_tier
    group by product, plan
),

seats as (
    select
        n.product,
        n.plan,
        n.users,
        greatest(n.users, m.users) as seats
    from seats_to_price as n
    join minimum as m on m.product = n.product and m.plan = n.plan
    where n.users > 0
),

-- the bracket that the total falls in; a count beyond the last has no price
held as (
    select s.product, s.plan, s.users, s.seats, b.semantics, b.period
    from seats as s
    join price_brackets as b
        on b.product = s.product
        and b.plan = s.plan
        and not b.is_tier
        and b.users_from <= s.seats
        and (b.users_to is null or b.users_to >= s.seats)
),

parts as (
    select
        h.product, h.plan, h.users, h.period, b.confidence,
        case
            when b.semantics = 'flat' and b.users_from <= 1
                then b.unit_price_cents
            when b.semantics in ('graduated', 'flat') then b.unit_price_cents
                * (least(h.seats, coalesce(b.users_to, h.seats))
                    - b.users_from + 1)
            else b.unit_price_cents * h.seats
        end as cents
    from held as h
    join price_brackets as b
        on b.product = h.product
        and b.plan = h.plan
        and not b.is_tier
        and b.users_from <= h.seats
        and (
            (
                h.semantics in ('graduated', 'flat')
                and b.semantics in ('graduated', 'flat')
            )
            or b.users_to is null
            or b.users_to >= h.seats
        )
)

select
    product,
    plan,
    users,
    period,
    cast(sum(cents) as bigint) as cents,
    max(case when confidence = 'inferred' then 1 else 0 end) = 1 as is_inferred
from parts
group by product, plan, users, period
