-- grain: one row per currency of quotes: how it becomes the bill's currency
-- The newest rate that is not after the night, the direct one before one turned
-- round. numerator and denominator turn minor units into minor units; null: no rate.
with named as (
    select distinct q.currency, c.currency as bill_currency, c.as_of
    from quote_rows as q
    cross join run_context as c
),

ranked as (
    select
        n.currency, n.bill_currency, n.as_of, r.rated_on, r.source,
        r.numerator as rate_numerator, r.denominator as rate_denominator,
        case when n.currency = n.bill_currency then 1 else r.numerator end
            as numerator,
        case when n.currency = n.bill_currency then 1 else r.denominator end
            as denominator,
        row_number() over (
            partition by n.currency
            order by r.rated_on desc nulls last, r.is_turned
        ) as rate_no
    from named as n
    left join known_rates as r
        on r.from_currency = n.currency and r.to_currency = n.bill_currency
)

select
    r.currency, r.bill_currency, r.rated_on, r.source,
    case when r.currency = r.bill_currency then 1 else r.rate_numerator end
        as rate_numerator,
    case when r.currency = r.bill_currency then 1 else r.rate_denominator end
        as rate_denominator,
    r.numerator * case when f.minor_units = t.minor_units then 1
        else cast(t.minor_units as bigint) end as numerator,
    r.denominator * case when f.minor_units = t.minor_units then 1
        else cast(f.minor_units as bigint) end as denominator,
    cast(t.minor_units as bigint) as bill_minor_units
from ranked as r
left join seed_currencies as f on f.currency = r.currency
join seed_currencies as t on t.currency = r.bill_currency
where r.rate_no = 1
