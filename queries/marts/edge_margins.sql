-- grain: one row per subscription: what one seat less saves and one more costs
-- Totals are compared, so a seat that fills a tier costs nothing and the one beyond
-- costs the next tier. free_seats: how many more cost nothing, up to the tier that
-- is bought or paid, the minimum, or the bound of a fixed sum. What has no price
-- is null with a reason, never 0.
with floors as (
    select
        s.subscription,
        max(b.minimum_users) as minimum_users,
        max(case when b.semantics = 'flat' and b.users_from <= 1
            then b.users_to end) as flat_to
    from edge_subjects as s
    join price_brackets as b on b.product = s.product and b.plan = s.plan
    where not b.is_tier
    group by s.subscription
)

select
    cast(row_number() over (
        order by s.rank_no, s.product, s.place
    ) as bigint) as edge_no,
    s.subscription, s.product, s.place, s.plan, s.users,
    l.uses_tier, n.tier, n.monthly_cents, n.annual_cents,
    case when n.reason <> '' and s.reason <> '' then s.reason
        else n.reason end as reason,
    n.is_inferred,
    n.monthly_cents - f.monthly_cents as fewer_monthly_cents,
    n.annual_cents - f.annual_cents as fewer_annual_cents,
    m.monthly_cents - n.monthly_cents as more_monthly_cents,
    m.annual_cents - n.annual_cents as more_annual_cents,
    m.reason as more_reason,
    case when s.product = 'guard_standard' then c.purchased_tier end
        as purchased_tier,
    cast(case
        when s.product = 'guard_standard' and c.purchased_tier is not null
            then greatest(c.purchased_tier - s.users, 0)
        when n.annual_cents is null then null
        when l.uses_tier then n.tier - s.users
        else greatest(coalesce(p.minimum_users, 0) - s.users,
            coalesce(p.flat_to, 0) - s.users, 0)
    end as bigint) as free_seats,
    case when s.product = 'guard_standard' and c.purchased_tier is not null
        then c.renews_on end as saves_from
from edge_subjects as s
cross join run_context as c
join priced_seats as n
    on n.product = s.product and n.plan = s.plan and n.users = s.users
join list_costs as l
    on l.product = s.product and l.plan = s.plan and l.users = s.users
join priced_seats as m
    on m.product = s.product and m.plan = s.plan and m.users = s.users + 1
left join priced_seats as f
    on f.product = s.product and f.plan = s.plan and f.users = s.users - 1
left join floors as p on p.subscription = s.subscription
order by edge_no
