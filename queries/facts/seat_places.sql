-- grain: one row per product and place with seats: are there more users than the
-- product's free plan holds? Then the plan is a paid one (R32, R34)
-- Who takes no seat of a paid plan takes none of a free one.
select
    g.product,
    g.place,
    coalesce(count(*) filter (where g.role in ('user', 'admin')
        and g.account_type <> 'app'
        and not g.is_gone
        and g.membership not in ('suspended', 'not_invited'))
        > cast(nullif(s.free_users, '') as bigint), false) as is_beyond_free
from seat_grants as g
join seed_seat_products as s on s.product = g.product
where g.place <> ''
group by g.product, g.place, s.free_users
