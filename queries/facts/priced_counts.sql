-- grain: one row per pair of numbers of users: what Guard costs for it, or why not known
-- Guard Premium is an add-on (R5): who buys it pays for Guard Standard, and beside
-- it for the users that Premium counts. Each is a line of the bill, discounted,
-- taxed, converted and rounded by itself; the total is known where both are.
with premium as (
    select count(*) as lists from price_lists where product = 'guard_premium'
),

paid as (
    select
        n.users, n.premium_users,
        c.edition = 'premium' as has_addon,
        s.monthly_cents, s.annual_cents, s.annual_tax_cents, s.is_inferred,
        case when m.lists > 0 then a.monthly_cents end as addon_monthly_cents,
        case when m.lists > 0 then a.annual_cents end as addon_annual_cents,
        case when m.lists > 0 then a.annual_tax_cents end as addon_tax_cents,
        coalesce(a.is_inferred, false) as is_addon_inferred,
        case
            when c.edition <> 'premium' then s.reason
            when m.lists = 0 then 'no price of Guard Premium is known'
            when s.reason <> '' then s.reason
            when a.reason <> '' then 'the add-on of Guard Premium: ' || a.reason
            else ''
        end as reason
    from counts_to_price as n
    cross join run_context as c
    cross join premium as m
    join priced_seats as s
        on s.product = 'guard_standard' and s.plan = '' and s.users = n.users
    left join priced_seats as a
        on a.product = 'guard_premium'
        and a.plan = ''
        and a.users = n.premium_users
)

select
    users,
    premium_users,
    case when has_addon then monthly_cents + addon_monthly_cents
        else monthly_cents end as monthly_cents,
    case when has_addon then annual_cents + addon_annual_cents
        else annual_cents end as annual_cents,
    case when has_addon then annual_tax_cents + addon_tax_cents
        else annual_tax_cents end as annual_tax_cents,
    case when has_addon then addon_annual_cents end as premium_annual_cents,
    reason,
    case when has_addon then reason = '' and (is_inferred or is_addon_inferred)
        else is_inferred end as is_inferred
from paid
