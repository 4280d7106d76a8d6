-- grain: one row: how unevenly gains and losses fall, in hundredths, 100 at least
-- Pearson's statistic by its degrees of freedom: sum of (seen - expected)^2 /
-- expected over the nights, less one; 100 is what single, independent sign-ups show,
-- 500 says that people come five at a time. All in whole numbers: of a night with d
-- of all T days, G gained in all, (T g - G d)^2 / d is T^2 times a share of it.
with totals as (
    select
        cast(sum(days) as bigint) as days,
        cast(sum(gained) as bigint) as gained,
        cast(sum(lost) as bigint) as lost,
        count(*) as changes
    from forecast_nights
),

squares as (
    select
        n.days,
        (t.days * n.gained - t.gained * n.days)
            * (t.days * n.gained - t.gained * n.days) as gained_square,
        (t.days * n.lost - t.lost * n.days)
            * (t.days * n.lost - t.lost * n.days) as lost_square
    from forecast_nights as n
    cross join totals as t
),

sums as (
    select
        cast(sum(cast((gained_square - mod(gained_square, days)) / days
            as bigint)) as bigint) as gained_sum,
        cast(sum(cast((lost_square - mod(lost_square, days)) / days
            as bigint)) as bigint) as lost_sum
    from squares
),

parts as (
    select
        100 * s.gained_sum as gained_parts,
        100 * s.lost_sum as lost_parts,
        t.gained * t.days * (t.changes - 1) as gained_whole,
        t.lost * t.days * (t.changes - 1) as lost_whole
    from sums as s
    cross join totals as t
)

select
    case when gained_whole > 0 then greatest(100, cast(
        (gained_parts - mod(gained_parts, gained_whole)) / gained_whole
        as bigint)) else 100 end as gained_spread,
    case when lost_whole > 0 then greatest(100, cast(
        (lost_parts - mod(lost_parts, lost_whole)) / lost_whole
        as bigint)) else 100 end as lost_spread
from parts
