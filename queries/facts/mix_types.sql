-- grain: one row per kind of account that the best mix cannot tell apart
-- Accounts with the same cheapest picks are interchangeable. A pick of 0: no way
-- of that sort frees the account, or its seat of the add-on of Premium.
with kinds as (
    select
        keeps_pick, loses_pick, keeps_premium_pick, loses_premium_pick,
        count(*) as accounts,
        row_number() over (
            order by
                keeps_pick, loses_pick, keeps_premium_pick, loses_premium_pick
        ) as type_no
    from way_choices
    group by keeps_pick, loses_pick, keeps_premium_pick, loses_premium_pick
)

select
    type_no, keeps_pick, loses_pick, keeps_premium_pick, loses_premium_pick,
    accounts,
    cast((keeps_pick - mod(keeps_pick, 20)) / 20 as bigint) as keeps_minutes,
    cast((mod(keeps_pick, 20) - mod(mod(keeps_pick, 20), 10)) / 10 as bigint)
        as keeps_checks,
    mod(keeps_pick, 10) as keeps_way_no,
    cast((loses_pick - mod(loses_pick, 20)) / 20 as bigint) as loses_minutes,
    cast((mod(loses_pick, 20) - mod(mod(loses_pick, 20), 10)) / 10 as bigint)
        as loses_checks,
    mod(loses_pick, 10) as loses_way_no,
    cast((keeps_premium_pick - mod(keeps_premium_pick, 20)) / 20 as bigint)
        as keeps_premium_minutes,
    cast((mod(keeps_premium_pick, 20)
        - mod(mod(keeps_premium_pick, 20), 10)) / 10 as bigint)
        as keeps_premium_checks,
    mod(keeps_premium_pick, 10) as keeps_premium_way_no,
    cast((loses_premium_pick - mod(loses_premium_pick, 20)) / 20 as bigint)
        as loses_premium_minutes,
    cast((mod(loses_premium_pick, 20)
        - mod(mod(loses_premium_pick, 20), 10)) / 10 as bigint)
        as loses_premium_checks,
    mod(loses_premium_pick, 10) as loses_premium_way_no
from kinds
