-- grain: one row per account of both nights, product, place and night whose seat
-- has another verdict, or none, on the other night
-- Nights that did not both judge seats are not compared. The verdicts are
-- compared as numbers: there are some millions of them.
with places as (
    select product, place
    from before_account_seats
    union
    select product, place
    from after_account_seats
),

keys as (
    select
        product, place,
        row_number() over (order by product, place) as key_no
    from places
),

sides as (
    select p.pair_no, k.key_no, 1 as night_no, s.verdict
    from account_pairs as p
    join before_account_seats as s on s.account_no = p.before_no
    join keys as k on k.product = s.product and k.place = s.place
    cross join compared as c
    where p.after_no is not null and c.compares_seats
    union all
    select p.pair_no, k.key_no, 2 as night_no, s.verdict
    from account_pairs as p
    join after_account_seats as s on s.account_no = p.after_no
    join keys as k on k.product = s.product and k.place = s.place
    cross join compared as c
    where p.before_no is not null and c.compares_seats
),

coded as (
    select
        pair_no, key_no, night_no,
        case verdict when 'billable' then 1 when 'not_billable' then 2 else 3
            end as verdict_no
    from sides
),

changed as (
    select pair_no, key_no, verdict_no, min(night_no) as night_no
    from coded
    group by pair_no, key_no, verdict_no
    having count(*) = 1
)

select c.pair_no, k.product, k.place, c.night_no
from changed as c
join keys as k on k.key_no = c.key_no
