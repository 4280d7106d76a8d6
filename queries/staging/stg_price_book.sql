-- grain: one row per line of the price book: the config's, or the bundled one
with chosen as (
    select * from config_price_book
    union all
    select * from seed_price_book
    where not exists (select 1 from config_price_book)
)

select
    row_number() over (
        order by
            product, plan, currency, semantics, effective_from,
            cast(users_from as bigint)
    ) as line_no,
    lower(product) as product,
    lower(plan) as plan,
    lower(semantics) as semantics,
    cast(users_from as bigint) as users_from,
    cast(nullif(users_to, '') as bigint) as users_to,
    cast(coalesce(nullif(minimum_users, ''), '0') as bigint) as minimum_users,
    cast(unit_price_cents as bigint) as unit_price_cents,
    cast(coalesce(nullif(annual_rounding_cents, ''), '0') as bigint)
        as annual_rounding_cents,
    currency,
    lower(period) as period,
    cast(effective_from as date) as effective_from,
    cast(nullif(effective_to, '') as date) as effective_to,
    source,
    confidence
from chosen
