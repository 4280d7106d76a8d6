-- grain: one row per product and place whose seats are not its accounts
-- severity: fatal
-- claim: The billed, not billed and unknown seats of each product and place add up to the accounts with access there.
with granted as (
    select g.product, g.place, count(*) as accounts
    from grants as g
    join seed_seat_products as p on p.product = g.product
    group by g.product, g.place
),

counted as (
    select product, place, sum(billable + not_billable + unknown) as seats
    from seat_counts
    group by product, place
),

together as (
    select product, place, accounts, 0 as seats from granted
    union all
    select product, place, 0 as accounts, seats from counted
)

select
    '' as account_id, '' as email, '' as place,
    product || ' at ' || case when place = '' then 'no place' else place end
        || ': ' || cast(sum(seats) as varchar) || ' seats for '
        || cast(sum(accounts) as varchar) || ' accounts' as detail
from together
group by product, place
having sum(seats) <> sum(accounts)
order by detail
