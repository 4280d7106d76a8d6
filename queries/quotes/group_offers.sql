-- grain: one row per reseller and group of products that it can bill as a whole
with sizes as (
    select product_group, count(*) as products
    from offer_groups
    group by product_group
)

select
    o.reseller,
    g.product_group,
    cast(sum(o.annual_cents) as bigint) as annual_cents,
    cast(sum(o.renewal_cents) as bigint) as renewal_cents
from open_offers as o
join offer_groups as g on g.product = o.product
join sizes as z on z.product_group = g.product_group
group by o.reseller, g.product_group, z.products
having count(*) = z.products
