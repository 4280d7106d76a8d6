-- grain: one row per day that renewals are counted from or to: its number
-- Days are counted from a day long ago, by the calendar's own arithmetic: no two
-- engines spell the difference of two dates alike.
with days as (
    select renews_on as on_day
    from renewals
    where renews_on is not null
    union
    select as_of as on_day
    from run_context
),

spelled as (
    select
        on_day,
        try_cast(substr(cast(on_day as varchar), 1, 4) as bigint) as y,
        try_cast(substr(cast(on_day as varchar), 6, 2) as bigint) as m,
        try_cast(substr(cast(on_day as varchar), 9, 2) as bigint) as d
    from days
),

-- a year that begins in March ends with the day that some years lack
shifted as (
    select
        on_day,
        case when m <= 2 then y - 1 else y end as y,
        case when m <= 2 then m + 9 else m - 3 end as m,
        d
    from spelled
)

select
    on_day,
    365 * y + d
        + cast((y - mod(y, 4)) / 4 as bigint)
        - cast((y - mod(y, 100)) / 100 as bigint)
        + cast((y - mod(y, 400)) / 400 as bigint)
        + cast((153 * m + 2 - mod(153 * m + 2, 5)) / 5 as bigint) as day_no
from shifted
