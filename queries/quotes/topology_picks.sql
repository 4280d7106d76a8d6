-- grain: one row per way of splitting the bill and group of products: who bills it
select
    'unified' as topology, g.product_group, s.reseller, g.annual_cents,
    g.renewal_cents
from sole_resellers as s
join group_offers as g on g.reseller = s.reseller
where s.pick = 1
union all
select 'split', product_group, reseller, annual_cents, renewal_cents
from group_picks
union all
select 'separate_org', product_group, reseller, annual_cents, renewal_cents
from group_picks
