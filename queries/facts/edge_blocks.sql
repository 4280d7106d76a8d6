-- grain: one row per subscription, kind of edge and block of users that the price
-- book has for it
-- bracket: of lines that price by the seat; tier: of fixed prices for a block. For
-- Guard the config says which of them is bought (rules.md 7); of other products
-- the count decides, so either may price it.
select distinct
    s.subscription,
    case when b.is_tier then 'tier' else 'bracket' end as kind,
    s.product <> 'guard_standard'
        or b.is_tier = (c.purchased_tier is not null) as may_price,
    b.users_from,
    b.users_to
from edge_subjects as s
join price_brackets as b on b.product = s.product and b.plan = s.plan
cross join run_context as c
