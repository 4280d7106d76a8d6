-- grain: one row: what the nights say, and whether they are enough to say more
-- The rates are gained and lost by the days between the first night and the last.
-- expected_users: the count of the last night and the net rate's part of the days
-- to come, rounded half away from zero, never below none.
with nights as (
    select
        count(*) as nights,
        min(as_of) as first_night,
        max(as_of) as last_night
    from forecast_window
),

now_billed as (
    select billable as users, unknown, day_no
    from forecast_window
    where is_last
),

changes as (
    select
        cast(coalesce(sum(days), 0) as bigint) as days,
        cast(coalesce(sum(gained), 0) as bigint) as gained,
        cast(coalesce(sum(lost), 0) as bigint) as lost,
        count(*) filter (where not is_split) as unsplit
    from forecast_nights
),

horizons as (
    select u.day_no - n.day_no as horizon_days
    from forecast_question as q
    cross join now_billed as n
    join calendar as u on u.day = q.until_on
),

terms as (
    select cast(value as bigint) as minimum_nights
    from seed_forecast_terms
    where term = 'minimum_nights'
),

expected as (
    select
        w.users, c.days,
        2 * abs(c.gained - c.lost) * h.horizon_days + c.days as twice,
        2 * c.days as halves,
        case when c.gained < c.lost then -1 else 1 end as sign
    from now_billed as w
    cross join changes as c
    cross join horizons as h
)

select
    n.first_night, n.last_night, n.nights, t.minimum_nights,
    n.nights >= t.minimum_nights as is_enough,
    c.days, c.gained, c.lost, c.unsplit, s.gained_spread, s.lost_spread,
    w.users, w.unknown, h.horizon_days,
    case when e.days > 0 then greatest(0, e.users + e.sign
        * cast((e.twice - mod(e.twice, e.halves)) / e.halves as bigint))
        end as expected_users
from nights as n
cross join now_billed as w
cross join changes as c
cross join horizons as h
cross join terms as t
cross join forecast_spread as s
cross join expected as e
