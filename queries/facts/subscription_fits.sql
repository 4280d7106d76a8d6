-- grain: one row per active line of the portal of which both the users purchased
-- and those needed are known: the fewest that could be bought instead
-- What was bought is a tier when its number is the upper bound of one (R39): then
-- only a smaller tier is less. Any other number was bought by the seat.
with sizes as (
    select
        s.subscription_no, s.user_count as purchased,
        n.least, n.most,
        t.users_to is not null as is_tier
    from current_subscriptions as s
    join subscription_needs as n on n.subscription_no = s.subscription_no
    left join seed_user_tiers as t
        on cast(t.users_to as bigint) = s.user_count
    where s.user_count is not null and n.least is not null and n.why = ''
        and s.same_lines = 1
),

bounded as (
    select
        z.subscription_no, z.purchased, z.least, z.most, z.is_tier,
        min(cast(t.users_to as bigint)) filter (
            where cast(t.users_to as bigint) >= z.least) as least_tier,
        min(cast(t.users_to as bigint)) filter (
            where cast(t.users_to as bigint) >= z.most) as most_tier
    from sizes as z
    cross join seed_user_tiers as t
    group by z.subscription_no, z.purchased, z.least, z.most, z.is_tier
)

select
    subscription_no,
    purchased,
    least,
    most,
    is_tier,
    case
        when least = 0 then 0
        when is_tier then coalesce(least_tier, least)
        else least
    end as least_fits,
    case
        when most = 0 then 0
        when is_tier then coalesce(most_tier, most)
        else most
    end as most_fits
from bounded
