-- grain: one row per seller, number, version and currency text of quotes: the currency
-- A line that names none has that of the other lines, if they have but one: totals
-- below a table seldom name it. scale is how many ten-thousandths of the currency's
-- unit its minor unit has: yen have no cents, dinars have a thousand.
with named as (
    select
        seller, quote_number, quote_version,
        max(upper(currency)) as currency,
        count(distinct upper(currency)) as currencies
    from raw_quote_lines
    where currency <> ''
    group by seller, quote_number, quote_version
),

spelled as (
    select distinct seller, quote_number, quote_version, currency as currency_text
    from raw_quote_lines
),

settled as (
    select
        s.seller, s.quote_number, s.quote_version, s.currency_text,
        case
            when s.currency_text <> '' then upper(s.currency_text)
            when n.currencies = 1 then n.currency
            else ''
        end as currency
    from spelled as s
    left join named as n
        on n.seller = s.seller
        and n.quote_number = s.quote_number
        and n.quote_version = s.quote_version
)

select
    s.seller, s.quote_number, s.quote_version, s.currency_text, s.currency,
    coalesce(cast(c.minor_units as bigint), 100) as minor_units,
    cast(case c.minor_units when '1' then 10000 when '1000' then 10 else 100 end
        as bigint) as scale
from settled as s
left join seed_currencies as c on c.currency = s.currency
