-- grain: one row per number of users above which Guard costs another price
-- tier: what is bought, and the two tiers above it or above the count; bracket: the
-- upper bounds of the brackets that price by the seat, from the count on.
with counted as (
    select billable as users
    from forecast_window
    where is_last
),

bounds as (
    select
        case when b.is_tier then 'tier' else 'bracket' end as kind,
        b.users_to as users,
        row_number() over (
            partition by b.is_tier
            order by b.users_to
        ) as bound_no
    from price_brackets as b
    cross join counted as n
    cross join run_context as c
    where b.product = 'guard_standard'
        and b.is_tier = (c.purchased_tier is not null)
        and b.users_to >= n.users
        and b.users_to >= coalesce(c.purchased_tier, 0)
),

bought as (
    select purchased_tier as users
    from run_context
    where purchased_tier is not null
)

select 'bought' as kind, users from bought
union all
select b.kind, b.users
from bounds as b
where b.bound_no <= 3 and not exists (
    select 1 from bought as t where t.users = b.users
)
