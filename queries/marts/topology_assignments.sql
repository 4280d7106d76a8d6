-- grain: one row per way of splitting the bill and product: the reseller that bills it
select
    t.topology_no, p.topology, g.product, g.product_group, p.reseller,
    o.quote_no, h.quote_number as quote, o.annual_cents, o.renewal_cents
from topology_picks as p
join topology_costs as t on t.id = p.topology and t.is_feasible
join offer_groups as g on g.product_group = p.product_group
join open_offers as o on o.reseller = p.reseller and o.product = g.product
join quote_heads as h on h.quote_no = o.quote_no
order by topology_no, product
