-- grain: one row per line of a quote: how long its term is
-- Whole months where the dates give some, though the end be written as the day
-- behind the last one; else what the line says in months; else days. A year's share
-- is yearly / term of an amount. All null: the line states no term.
with spans as (
    select
        r.row_no, r.months_e2, r.term_start_on, r.term_end_on,
        e.day_no - s.day_no as days,
        case when e.day_of_month in (s.day_of_month, s.day_of_month + 1)
            and e.month_no > s.month_no
            then 100 * (e.month_no - s.month_no) end as dated_e2
    from quote_rows as r
    left join quote_days as s on s.named_on = r.term_start_on
    left join quote_days as e
        on e.named_on = cast(r.term_end_on + interval '1' day as date)
    where not r.is_total
),

settled as (
    select
        row_no, months_e2 as stated_e2, dated_e2,
        case when days > 0 and days < 36600 then days end as days,
        case
            when dated_e2 > 0 and dated_e2 <= 12000 then dated_e2
            when term_start_on is not null and term_end_on is not null then null
            when months_e2 > 0 and months_e2 <= 12000 then months_e2
        end as months_e2
    from spans
)

select
    row_no, stated_e2, dated_e2, days, months_e2,
    case when months_e2 is not null then 1200
        when days is not null then 365 end as yearly,
    coalesce(months_e2, days) as term,
    coalesce(months_e2 < 1200, days < 365) as is_short,
    case when mod(months_e2, 100) = 0
        then cast((months_e2 - mod(months_e2, 100)) / 100 as bigint) end
        as whole_months
from settled
