-- grain: one row per reseller that can bill every group, the cheapest first
with wanted as (
    select count(distinct product_group) as groups from offer_groups
),

whole as (
    select
        o.reseller,
        cast(sum(o.annual_cents) as bigint) as annual_cents,
        cast(sum(o.renewal_cents) as bigint) as renewal_cents
    from group_offers as o
    cross join wanted as w
    group by o.reseller, w.groups
    having count(*) = w.groups
)

select
    reseller, annual_cents, renewal_cents,
    row_number() over (order by annual_cents, reseller) as pick
from whole
