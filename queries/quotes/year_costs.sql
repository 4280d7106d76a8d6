-- grain: one row per quote or way of splitting the bill: what five years come to
-- The first year as it is offered, the second at the price of a renewal. From year to
-- year users grow and prices rise as the assumptions say; each year is rounded once,
-- half away from zero. step is the product of both, of a hundred million.
with assumed as (
    select (10000 + cast(g.value as bigint)) * (10000 + cast(r.value as bigint)) as step
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
    from topology_costs where annual_cents is not null
),

two as (
    select s.what, s.item_no, s.year_1, a.step,
        cast((s.renewal - mod(s.renewal, 100000000)) / 100000000 as bigint)
            * a.step as whole,
        mod(s.renewal, 100000000) * a.step as rest
    from starts as s
    cross join assumed as a
),

second as (
    select what, item_no, year_1, step, whole
            + cast((rest - mod(rest, 100000000)) / 100000000 as bigint)
            + case when 2 * mod(rest, 100000000) >= 100000000 then 1 else 0 end as year_2
    from two
),

three as (
    select s.*,
        cast((year_2 - mod(year_2, 100000000)) / 100000000 as bigint) * step as whole,
        mod(year_2, 100000000) * step as rest
    from second as s
),

third as (
    select what, item_no, year_1, step, year_2, whole
            + cast((rest - mod(rest, 100000000)) / 100000000 as bigint)
            + case when 2 * mod(rest, 100000000) >= 100000000 then 1 else 0 end as year_3
    from three
),

four as (
    select t.*,
        cast((year_3 - mod(year_3, 100000000)) / 100000000 as bigint) * step as whole,
        mod(year_3, 100000000) * step as rest
    from third as t
),

fourth as (
    select what, item_no, year_1, step, year_2, year_3, whole
            + cast((rest - mod(rest, 100000000)) / 100000000 as bigint)
            + case when 2 * mod(rest, 100000000) >= 100000000 then 1 else 0 end as year_4
    from four
),

five as (
    select f.*,
        cast((year_4 - mod(year_4, 100000000)) / 100000000 as bigint) * step as whole,
        mod(year_4, 100000000) * step as rest
    from fourth as f
)

select
    what, item_no, year_1, year_2, year_3, year_4, whole
        + cast((rest - mod(rest, 100000000)) / 100000000 as bigint)
        + case when 2 * mod(rest, 100000000) >= 100000000 then 1 else 0 end as year_5
from five
