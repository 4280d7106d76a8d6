-- grain: one row per currency of a price list: how it becomes the bill's currency
-- The newest rate, the direct one before one turned round. numerator and
-- denominator turn minor units into minor units, for yen have none; null: no rate.
with listed as (
    select distinct l.currency, c.currency as bill_currency, c.as_of
    from price_lists as l
    cross join run_context as c
),

ranked as (
    select
        l.currency, l.bill_currency, l.as_of, r.rated_on, r.source,
        case when l.currency = l.bill_currency then 1 else r.numerator end
            as numerator,
        case when l.currency = l.bill_currency then 1 else r.denominator end
            as denominator,
        row_number() over (
            partition by l.currency
            order by r.rated_on desc nulls last, r.is_turned
        ) as rate_no
    from listed as l
    left join known_rates as r
        on r.from_currency = l.currency and r.to_currency = l.bill_currency
)

select
    r.currency, r.bill_currency, r.as_of, r.rated_on, r.source,
    r.numerator * case when f.minor_units = t.minor_units then 1
        else cast(t.minor_units as bigint) end as numerator,
    r.denominator * case when f.minor_units = t.minor_units then 1
        else cast(f.minor_units as bigint) end as denominator
from ranked as r
join seed_currencies as f on f.currency = r.currency
join seed_currencies as t on t.currency = r.bill_currency
where r.rate_no = 1
