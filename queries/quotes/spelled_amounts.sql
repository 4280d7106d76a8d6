-- grain: one row per amount that a sentence names and minor unit, as a decimal number
with amounts as (
    select d.expected_cents as cents, r.minor_units
    from deviations as d join quote_rows as r on r.row_no = d.row_no
    union
    select d.found_cents, r.minor_units
    from deviations as d join quote_rows as r on r.row_no = d.row_no
    union
    select t.annual_cents, cast(u.minor_units as bigint)
    from topology_costs as t
    cross join run_context as c
    join seed_currencies as u on u.currency = c.currency
    union
    select t.more_cents, cast(u.minor_units as bigint)
    from topology_ranks as t
    cross join run_context as c
    join seed_currencies as u on u.currency = c.currency
),

cut as (
    select
        cents, minor_units, mod(abs(cents), minor_units) as rest,
        cast((abs(cents) - mod(abs(cents), minor_units)) / minor_units as bigint)
            as whole
    from amounts
    where cents is not null
)

select
    cents,
    minor_units,
    case when cents < 0 then '-' else '' end
    || cast(whole as varchar)
    || case when minor_units = 1 then ''
        else '.' || substr(cast(minor_units + rest as varchar), 2) end as amount
from cut
