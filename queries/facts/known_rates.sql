-- grain: one row per rate of the config that is not after the night, and direction
-- A rate read backwards is the same ratio turned round.
with both_ways as (
    select
        rated_on, from_currency, to_currency, numerator, denominator, source,
        0 as is_turned
    from config_rates
    union all
    select
        rated_on, to_currency as from_currency, from_currency as to_currency,
        denominator as numerator, numerator as denominator, source,
        1 as is_turned
    from config_rates
)

select
    b.rated_on, b.from_currency, b.to_currency, b.numerator, b.denominator,
    b.source, b.is_turned
from both_ways as b
cross join run_context as c
where b.rated_on <= c.as_of
