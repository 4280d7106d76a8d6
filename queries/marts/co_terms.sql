-- grain: one row per active product subscription and kind of co-term partner that
-- it could end with: the latest other one of the organisation that ends soon after
-- it, of the same partner (one order) and of others (who would have to sell both)
-- Co-terming is asked for by a note on the quote (R49).
with ends as (
    select
        subscription_no, coalesce(partner, '') as partner, renews_on, days_left
    from subscriptions
    where is_active and kind = 'product' and renews_on is not null
),

pairs as (
    select
        e.subscription_no,
        e.renews_on,
        o.subscription_no as with_no,
        o.renews_on as with_on,
        o.days_left - e.days_left as days_apart,
        lower(e.partner) = lower(o.partner) and e.partner <> ''
            as is_same_partner
    from ends as e
    join ends as o on o.renews_on > e.renews_on
    cross join renewal_terms as t
    where o.days_left - e.days_left <= t.co_term_days
),

ranked as (
    select
        subscription_no, renews_on, with_no, with_on, days_apart, is_same_partner,
        row_number() over (
            partition by subscription_no, is_same_partner
            order by with_on desc, with_no
        ) as pick_no
    from pairs
)

select
    subscription_no,
    renews_on,
    with_no,
    with_on,
    cast(days_apart as bigint) as days_apart,
    is_same_partner
from ranked
where pick_no = 1
order by subscription_no, is_same_partner desc
