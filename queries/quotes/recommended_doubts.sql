-- grain: one row for the way of splitting the bill to take, where its quotes deviate
-- A price that is not what a quote should say may change once the reseller mends it.
with taken as (
    select distinct p.topology, o.quote_no
    from topology_picks as p
    join topology_ranks as r on r.id = p.topology and r.is_best
    join offer_groups as g on g.product_group = p.product_group
    join open_offers as o on o.reseller = p.reseller and o.product = g.product
)

select
    t.topology as id,
    ' Deviations of the quotes that it rests on: ' || cast(count(*) as varchar)
        || '; settle them with the resellers first.' as says
from taken as t
join deviations as d on d.quote_no = t.quote_no
group by t.topology
