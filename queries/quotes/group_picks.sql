-- grain: one row per group of products: the reseller that bills it cheapest
-- Groups are bought apart and no price hangs on another one, so that the cheapest of
-- each is the best assignment of all. Of equal ones the reseller that could bill
-- everything counts, then the first by name.
with ranked as (
    select
        o.product_group, o.reseller, o.annual_cents, o.renewal_cents,
        row_number() over (
            partition by o.product_group
            order by o.annual_cents, coalesce(s.pick, 1000000), o.reseller
        ) as pick
    from group_offers as o
    left join sole_resellers as s on s.reseller = o.reseller
)

select product_group, reseller, annual_cents, renewal_cents
from ranked
where pick = 1
