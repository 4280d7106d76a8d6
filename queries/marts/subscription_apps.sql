-- grain: one row per line of an app and line of the portal that it hangs on
-- link: parent, or installed on it under another parent. fate: what becomes of the
-- app when that line is cancelled: cancelled with it (R42); loses_product where its
-- parent is another one; unknown where no line is its parent; inactive already.
-- tier: does the number of users bought follow that of the line (R10)? Empty: not
-- known.
with parents as (
    select distinct app_no
    from app_hosts
    where link = 'parent'
)

select
    l.app_no,
    l.host_no,
    l.link,
    case
        when not a.is_active then 'inactive'
        when l.link = 'parent' then 'cancelled'
        when p.app_no is null then 'unknown'
        else 'loses_product'
    end as fate,
    case
        when a.user_count is null or h.user_count is null then ''
        when a.user_count = h.user_count then 'follows'
        when a.user_count < h.user_count then 'below'
        else 'above'
    end as tier
from app_hosts as l
join current_subscriptions as a on a.subscription_no = l.app_no
join current_subscriptions as h on h.subscription_no = l.host_no
left join parents as p on p.app_no = l.app_no
order by host_no, app_no
