-- grain: one row: how many seats the best mix frees
-- The least total; then the least effort, the fewest to check, the fewest freed.
-- Where no price is known nothing can be weighed, and nothing is freed.
with ranked as (
    select
        o.freed, o.users, o.premium_users, o.minutes,
        row_number() over (
            order by
                case when o.annual_cents is null then 1 else 0 end,
                o.total_cents_60, o.minutes, o.checks, o.freed
        ) as offer_no
    from mix_offers as o
    join mix_offers as n
        on n.freed = 0
        and (n.annual_cents is not null or o.freed = 0)
)

select freed, users, premium_users, minutes
from ranked
where offer_no = 1
