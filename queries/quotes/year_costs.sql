-- grain: one row per quote or way of splitting the bill: what five years come to
-- The first year as it is offered, the second at the price of a renewal. From year to
-- year users grow and prices rise as the assumptions say; each year is rounded once,
-- half away from zero. step is the product of both, of a hundred million.
with assumed as (
    select
        (10000 + cast(g.value as bigint)) * (10000 + cast(r.value as bigint)) as step
    from assumption_values as g
    join assumption_values as r on r.id = 'quote_price_rise_basis_points'
    where g.id = 'quote_growth_basis_points'
),

starts as (
    select 'quote' as what, quote_no as item_no,
        cast(sum(annual_cents) as bigint) as year_1,
        cast(sum(renewal_cents) as bigint) as renewal
    from quote_offers
    group by quote_no
    having count(*) = count(annual_cents)
    union all
    select 'topology', topology_no, annual_cents, renewal_cents
    from topology_costs
    where annual_cents is not null
),

two as (
    select s.*, a.step, 2 * mod(s.renewal, 100000000) * a.step + 100000000 as rest,
        (s.renewal - mod(s.renewal, 100000000)) / 100000000 * a.step as whole
    from starts as s
    cross join assumed as a
),

three as (
    select what, item_no, year_1, step, year_2,
        2 * mod(year_2, 100000000) * step + 100000000 as rest,
        (year_2 - mod(year_2, 100000000)) / 100000000 * step as whole
    from (select t.*, cast(t.whole + (t.rest - mod(t.rest, 200000000)) / 200000000
        as bigint) as year_2 from two as t) as n
),

four as (
    select what, item_no, year_1, step, year_2, year_3,
        2 * mod(year_3, 100000000) * step + 100000000 as rest,
        (year_3 - mod(year_3, 100000000)) / 100000000 * step as whole
    from (select t.*, cast(t.whole + (t.rest - mod(t.rest, 200000000)) / 200000000
        as bigint) as year_3 from three as t) as n
),

five as (
    select what, item_no, year_1, step, year_2, year_3, year_4,
        2 * mod(year_4, 100000000) * step + 100000000 as rest,
        (year_4 - mod(year_4, 100000000)) / 100000000 * step as whole
    from (select t.*, cast(t.whole + (t.rest - mod(t.rest, 200000000)) / 200000000
        as bigint) as year_4 from four as t) as n
)

select
    what, item_no, year_1, year_2, year_3, year_4,
    cast(whole + (rest - mod(rest, 200000000)) / 200000000 as bigint) as year_5
from five
