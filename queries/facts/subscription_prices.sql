-- grain: one row per active subscription of a product: a year of it, as the price
-- book lists it for the users bought, less the partner's discount; or why not known
-- Guard is priced without a plan, by its edition.
with named as (
    select
        s.subscription_no,
        coalesce(g.subscription, s.product) as product,
        case when g.subscription is not null then '' else s.plan end as plan,
        s.user_count as users
    from current_subscriptions as s
    left join guard_papers as g
        on g._file = s._file and g._sheet = s._sheet and g._row = s._row
    where s.is_active and not s.is_app
)

select
    n.subscription_no,
    n.product,
    n.plan,
    n.users,
    p.annual_cents,
    case
        when n.users is null
            then 'the portal does not say how many users were bought'
        when p.product is null or n.product is null
            then 'the price book has no price of this product and plan'
        else p.reason
    end as reason
from named as n
left join priced_seats as p
    on p.product = n.product and p.plan = n.plan and p.users = n.users
