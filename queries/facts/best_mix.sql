-- grain: one row: how many seats the best mix frees
-- The least total; then the least effort, the fewest to check, the fewest freed.
-- Where no price is known nothing can be weighed, and nothing is freed.
with tonight as (
    select annual_cents
    from mix_offers
    where line_no = 0 and freed = 0
),

ranked as (
    select
        o.line_no, o.freed, o.users, o.premium_users, o.minutes,
        row_number() over (
            order by
                case when o.annual_cents is null then 1 else 0 end,
                o.total_cents_60, o.minutes, o.checks, o.freed, o.line_no
        ) as offer_no
    from mix_offers as o
    join tonight as n on n.annual_cents is not null or o.freed = 0
)

select line_no, freed, users, premium_users, minutes
from ranked
where offer_no = 1
