-- grain: one row per subscription of Guard and line of the book that prices it tonight
-- rise_cents: how much its price is above that of the line before it. The add-on of
-- Premium pays tiers where the book prices none of its seats, as other products do.
with kinds as (
    select 'guard_standard' as product, purchased_tier is not null as is_tier
    from run_context
    union all
    select
        'guard_premium' as product,
        count(*) filter (where not is_tier) = 0 as is_tier
    from price_brackets
    where product = 'guard_premium'
),

lines as (
    select
        b.product,
        b.semantics, b.period, b.users_from, b.users_to, b.unit_price_cents,
        b.annual_rounding_cents,
        case when b.is_tier then 0 else b.minimum_users end as minimum_users,
        row_number() over (
            partition by b.product order by b.users_from, b.line_no
        ) as step_no
    from price_brackets as b
    join kinds as k on k.product = b.product and k.is_tier = b.is_tier
)

select
    l.product,
    l.semantics, l.period, l.users_from, l.users_to, l.unit_price_cents,
    l.annual_rounding_cents, l.minimum_users,
    l.unit_price_cents - coalesce(p.unit_price_cents, 0) as rise_cents
from lines as l
left join lines as p on p.product = l.product and p.step_no = l.step_no - 1
