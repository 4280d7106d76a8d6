-- grain: one row per number of users that the per-seat book prices: one month
-- Graduated brackets add up; volume prices every seat by the bracket that the
-- total falls in; flat is a fixed sum up to its bound, and the bracket above it
-- adds its seats (prices.md 1).
with minimum as (
    select max(minimum_users) as users
    from price_brackets
    where not is_tier
),

seats as (
    select
        n.users,
        greatest(n.users, m.users) as seats
    from counts_to_price as n
    cross join minimum as m
    where n.users > 0
),

parts as (
    select
        s.users,
        s.seats,
        b.confidence,
        case when b.users_to is null or b.users_to >= s.seats
            then 1 else 0 end as holds_the_total,
        case b.semantics
            when 'graduated' then b.unit_price_cents
                * (least(s.seats, coalesce(b.users_to, s.seats))
                    - b.users_from + 1)
            when 'flat' then b.unit_price_cents
            else b.unit_price_cents * s.seats
        end as cents
    from seats as s
    join price_brackets as b
        on not b.is_tier
        and b.users_from <= s.seats
        and (
            b.semantics in ('graduated', 'flat')
            or b.users_to is null
            or b.users_to >= s.seats
        )
)

-- a count beyond the last bracket has no price
select
    users,
    cast(sum(cents) as bigint) as monthly_cents,
    max(case when confidence = 'inferred' then 1 else 0 end) = 1 as is_inferred
from parts
group by users
having max(holds_the_total) = 1
