-- grain: one row per product and place that a subscription pays for: how many seats
-- the verdicts say it needs, and whether a whole list of its users is given
with paid as (
    select distinct product, place
    from subscription_places
),

counted as (
    select
        p.product,
        p.place,
        count(*) filter (where v.verdict = 'billable') as billable,
        count(*) filter (where v.verdict = 'unknown') as undecided,
        count(*) filter (where v.verdict = 'billable' and v.known_rank = 3)
            as assumed
    from paid as p
    join seats as s on s.product = p.product and s.place = p.place
    join seat_verdicts as v on v.kind_no = s.kind_no
    group by p.product, p.place
)

select
    p.product,
    p.place,
    coalesce(c.billable, 0) as billable,
    coalesce(c.undecided, 0) as undecided,
    coalesce(c.assumed, 0) as assumed,
    l.subscription is not null as is_listed,
    k.product is not null as is_seat_product
from paid as p
left join counted as c on c.product = p.product and c.place = p.place
left join listed_seats as l on l.subscription = p.product || '@' || p.place
left join seed_seat_products as k on k.product = p.product
