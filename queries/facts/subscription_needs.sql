-- grain: one row per active line of the partner portal: how many users it needs, at
-- least and at most; why: why that is not known
-- An app follows its parent, the larger product where it is installed on several
-- (R10).
with hosts as (
    select
        a.app_no,
        n.billable,
        n.undecided,
        n.assumed,
        case
            when n.subscription_no is null
                then 'the program does not know what it hangs on needs: '
                    || h.product_or_app
            else n.why
        end as why
    from app_hosts as a
    join current_subscriptions as h on h.subscription_no = a.host_no
    left join product_needs as n on n.subscription_no = a.host_no
    where h.is_active and not h.is_app
),

apps as (
    select
        app_no,
        max(billable) as least,
        max(billable + undecided) as most,
        max(assumed) as assumed,
        max(why) as why
    from hosts
    group by app_no
)

select
    s.subscription_no,
    coalesce(n.billable, a.least) as least,
    coalesce(n.billable + n.undecided, a.most) as most,
    coalesce(n.assumed, a.assumed) as assumed,
    case
        when n.subscription_no is not null then n.why
        when a.app_no is not null then a.why
        when s.is_app then 'no active product that the app hangs on is listed'
        when s.product is null
            then 'the program does not know the product ' || s.product_or_app
        when s.place = ''
            then 'it names no site, and no place is left that it could pay for'
        else 'the program counts no seats of ' || s.product
    end as why
from current_subscriptions as s
left join product_needs as n on n.subscription_no = s.subscription_no
left join apps as a on a.app_no = s.subscription_no and s.is_app
where s.is_active
