-- grain: one row per product, plan and number of users that a subscription bought
select distinct
    coalesce(g.subscription, s.product) as product,
    case when g.subscription is not null then '' else s.plan end as plan,
    s.user_count as users
from current_subscriptions as s
left join guard_papers as g
    on g._file = s._file and g._sheet = s._sheet and g._row = s._row
where s.is_active and not s.is_app and s.user_count is not null
    and coalesce(g.subscription, s.product) is not null
