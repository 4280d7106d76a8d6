-- grain: one row per line of the partner portal that counts: when it renews
-- The days until renewal count from the day on which the portal was read; they
-- say "renewal", the bill date only when money is asked for, so they come first.
-- An inactive subscription renews no more. Null where nothing is known.
with counted as (
    select
        subscription_no,
        is_active,
        bill_on,
        case
            when days_until_renewal >= -36500 and days_until_renewal <= 36500
                then cast(as_of_on + days_until_renewal * interval '1' day
                    as date)
        end as counted_on
    from current_subscriptions
)

select
    subscription_no,
    case when is_active then coalesce(counted_on, bill_on) end as renews_on,
    case
        when not is_active then ''
        when counted_on is not null then 'days_until_renewal'
        when bill_on is not null then 'bill_date'
        else ''
    end as renews_by,
    coalesce(is_active and counted_on <> bill_on, false) as is_contradicted
from counted
