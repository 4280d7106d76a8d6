-- grain: one row per quote: the rate of tax that its lines are held to, in millionths
-- The rate of more than half of the quote's taxed lines, two at least; else of the
-- reseller's in that currency; else what the config says of tax. A line's own rate is
-- the roundest that gives its tax: whole percents, tenths, hundredths, thousandths.
with implied as (
    select
        r.row_no, r.quote_no, h.reseller, r.currency,
        n.net_cents as net, r.tax_total_cents as tax,
        cast((r.tax_total_cents * 1000000
            - mod(r.tax_total_cents * 1000000, n.net_cents)) / n.net_cents as bigint)
            as ppm
    from quote_rows as r
    join reckoned_nets as n on n.row_no = r.row_no
    join quote_heads as h on h.quote_no = r.quote_no
    where n.net_cents > 0 and r.tax_total_cents >= 0
),

grids as (
    select 10000 as grid, 5000 as half union all select 1000, 500
    union all select 100, 50 union all select 10, 5
),

fitting as (
    select
        i.row_no, i.quote_no, i.reseller, i.currency,
        i.ppm + g.half - mod(i.ppm + g.half, g.grid) as rate,
        row_number() over (partition by i.row_no order by g.grid desc) as pick
    from implied as i
    cross join grids as g
    where abs(i.tax * 1000000
        - i.net * (i.ppm + g.half - mod(i.ppm + g.half, g.grid))) < 1000000
),

rates as (
    select distinct reseller, currency, rate from fitting where pick = 1
),

-- each line speaks for every rate that gives its tax
voices as (
    select i.quote_no, i.reseller, i.currency, r.rate,
        case when abs(i.tax * 1000000 - i.net * r.rate) < 1000000 then 1 else 0 end
            as fits
    from implied as i
    join rates as r on r.reseller = i.reseller and r.currency = i.currency
),

of_quotes as (
    select quote_no, rate,
        row_number() over (partition by quote_no order by sum(fits) desc, rate)
            as pick
    from voices
    group by quote_no, rate
    having sum(fits) >= 2 and 2 * sum(fits) > count(*)
),

of_resellers as (
    select reseller, currency, rate,
        row_number() over (partition by reseller, currency
            order by sum(fits) desc, rate) as pick
    from voices
    group by reseller, currency, rate
    having sum(fits) >= 2 and 2 * sum(fits) > count(*)
)

select
    h.quote_no,
    coalesce(q.rate, min(s.rate), 100 * nullif(m.tax_basis_points, 0)) as rate_ppm,
    case when q.rate is not null then 'the quote''s other lines'
        when min(s.rate) is not null then 'the reseller''s other lines'
        else 'the config' end as basis
from quote_heads as h
cross join config_money as m
left join of_quotes as q on q.quote_no = h.quote_no and q.pick = 1
left join quote_rows as r on r.quote_no = h.quote_no
left join of_resellers as s
    on s.reseller = h.reseller and s.currency = r.currency and s.pick = 1
group by h.quote_no, q.rate, m.tax_basis_points
