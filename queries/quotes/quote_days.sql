-- grain: one row per date that terms of quotes begin with or end behind, with its number
-- Days are counted by the calendar, with years that begin in March so that the leap
-- day comes last; no engine's own difference of dates is alike in all of them.
with named as (
    select term_start_on as named_on from quote_rows
    union
    select cast(term_end_on + interval '1' day as date) as named_on from quote_rows
),

cut as (
    select
        named_on,
        cast(substr(cast(named_on as varchar), 1, 4) as bigint) as y,
        cast(substr(cast(named_on as varchar), 6, 2) as bigint) as m,
        cast(substr(cast(named_on as varchar), 9, 2) as bigint) as d
    from named
    where named_on is not null
),

shifted as (
    select
        named_on, y, m, d,
        case when m <= 2 then y - 1 else y end as of_year,
        153 * (case when m <= 2 then m + 9 else m - 3 end) + 2 as fifths
    from cut
)

select
    named_on,
    y * 12 + m as month_no,
    d as day_of_month,
    365 * of_year
        + cast((of_year - mod(of_year, 4)) / 4 as bigint)
        - cast((of_year - mod(of_year, 100)) / 100 as bigint)
        + cast((of_year - mod(of_year, 400)) / 400 as bigint)
        + cast((fifths - mod(fifths, 5)) / 5 as bigint) + d as day_no
from shifted
