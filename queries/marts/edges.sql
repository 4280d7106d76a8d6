-- grain: one row per subscription and kind of edge that the price book has for it
-- The block that holds tonight's count, the seats to the next one in both
-- directions, and what a year costs there, priced as tonight's count is. freeable:
-- how many accounts the ways out can free, within the config's limits; null where
-- no way out is of that subscription.
with reachable as (
    select cast(coalesce(max(to_freed), 0) as bigint) as most
    from mix_steps
    where line_no = 0
)

select
    m.edge_no,
    s.subscription,
    s.kind,
    s.may_price and (s.kind = 'tier') = m.uses_tier as prices_tonight,
    s.block_from,
    s.block_to,
    s.users_below,
    cast(m.users - s.users_below as bigint) as seats_below,
    b.monthly_cents as monthly_cents_below,
    b.annual_cents as annual_cents_below,
    m.annual_cents - b.annual_cents as saving_cents,
    s.users_above,
    cast(s.users_above - m.users as bigint) as seats_above,
    a.monthly_cents as monthly_cents_above,
    a.annual_cents as annual_cents_above,
    a.annual_cents - m.annual_cents as cost_cents,
    case when s.subscription = 'guard_standard' then r.most end as freeable,
    s.subscription = 'guard_standard' and s.users_below is not null
        and m.users - s.users_below <= r.most as is_reachable
from edge_sides as s
join edge_margins as m on m.subscription = s.subscription
cross join reachable as r
left join priced_seats as b
    on b.product = m.product and b.plan = m.plan and b.users = s.users_below
left join priced_seats as a
    on a.product = m.product and a.plan = m.plan and a.users = s.users_above
order by edge_no, kind
