-- grain: one row per line of the partner portal that counts: are too many users
-- bought, too few, or does it fit? Unknown with the reason; never a guess (R48)
with judged as (
    select
        subscription_no,
        most_fits,
        least,
        most,
        case when least > purchased then 'short'
            when least_fits < purchased then 'over_bought'
            else 'fits' end as if_least,
        case when most > purchased then 'short'
            when most_fits < purchased then 'over_bought'
            else 'fits' end as if_most
    from subscription_fits
)

select
    s.subscription_no,
    case when j.if_least = j.if_most then j.if_least else 'unknown' end as state,
    case when j.if_least = j.if_most then j.most_fits end as fits_in,
    case
        when coalesce(s.state, '') not in ('active', 'inactive')
            then 'the portal does not say whether it is active'
        when not s.is_active then 'it is inactive and renews no more'
        when s.same_lines > 1
            then 'the lines of this entitlement contradict each other'
        when n.why <> '' then n.why
        when s.user_count is null
            then 'the portal does not say how many users were bought'
        when j.if_least <> j.if_most
            then 'between ' || cast(j.least as varchar) || ' and '
                || cast(j.most as varchar)
                || ' users are needed: unknown verdicts decide'
        else ''
    end as why
from current_subscriptions as s
left join subscription_needs as n on n.subscription_no = s.subscription_no
left join judged as j on j.subscription_no = s.subscription_no
