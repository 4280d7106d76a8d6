-- grain: one row per number of users: how the cost of Guard comes about
-- The list price, less the partner's discount, then the tax, in the list's currency;
-- and what a month, a year and its tax are in the bill's. reference_cents is the
-- list price of the period reckoned another way, for the workbook to compare: the
-- seats from a bracket's first on, less those beyond its last.
with minimum as (
    select max(minimum_users) as users
    from price_brackets
    where product = 'guard_standard' and not is_tier
),

proofs as (
    select
        n.users,
        cast(sum(b.unit_price_cents * (
            greatest(greatest(n.users, m.users) - b.users_from + 1, 0)
            - greatest(greatest(n.users, m.users)
                - coalesce(b.users_to, greatest(n.users, m.users)), 0)
        )) as bigint) as cents
    from counts_to_price as n
    cross join minimum as m
    join price_brackets as b
        on b.product = 'guard_standard' and not b.is_tier
    where n.users > 0
    group by n.users
    having min(b.semantics) = 'graduated' and max(b.semantics) = 'graduated'
)

select
    p.users,
    p.tier,
    case when c.edition = 'standard' then p.monthly_list_cents end
        as monthly_list_cents,
    case when c.edition = 'standard' then p.annual_list_cents end
        as annual_list_cents,
    case when c.edition = 'standard' then n.monthly_net_cents end
        as monthly_net_cents,
    case when c.edition = 'standard' then n.annual_net_cents end
        as annual_net_cents,
    case when c.edition = 'standard' then n.annual_tax_cents end
        as annual_list_tax_cents,
    g.monthly_cents,
    g.annual_cents,
    g.annual_tax_cents,
    case when c.edition = 'standard' then f.cents end as reference_cents
from priced_counts as g
cross join run_context as c
join priced_seats as p
    on p.product = 'guard_standard' and p.plan = '' and p.users = g.users
join net_costs as n
    on n.product = 'guard_standard' and n.plan = '' and n.users = g.users
left join proofs as f on f.users = g.users
order by users
