-- grain: one row per quote: what its lines come to, as the reseller states them
-- In the quote's currency; null where a line states no price, or where its lines are in
-- several currencies. total_cents has tax and credits in it; annual_cents is a year
-- before tax of what recurs, as it is quoted.
with paid as (
    select
        r.quote_no,
        count(*) as lines,
        count(t.total_cents) as totalled,
        count(distinct r.currency) as currencies,
        min(r.currency) as currency,
        min(r.minor_units) as minor_units,
        cast(sum(t.net) as bigint) as net_cents,
        cast(sum(t.tax) as bigint) as tax_cents,
        cast(sum(t.total_cents) as bigint) as total_cents,
        cast(sum(case when r.is_credit then t.net else 0 end) as bigint)
            as credit_cents,
        min(r.quoted_on) as quoted_on,
        max(r.valid_until_on) as valid_until_on
    from quote_rows as r
    left join reckoned_totals as t on t.row_no = r.row_no
    where not r.is_total
    group by r.quote_no
),

yearly as (
    select
        quote_no,
        case when count(*) = count(annual_cents)
            then cast(sum(annual_cents) as bigint) end as annual_cents,
        case when count(*) = count(annual_cents)
            then cast(sum(renewal_cents) as bigint) end as renewal_cents
    from line_costs
    group by quote_no
)

select
    h.quote_no, coalesce(p.lines, 0) as lines,
    p.quoted_on, p.valid_until_on,
    case when p.currencies = 1 then p.currency else '' end as currency,
    coalesce(p.minor_units, 100) as minor_units,
    case when p.currencies = 1 and p.lines = p.totalled then p.net_cents end
        as net_cents,
    case when p.currencies = 1 and p.lines = p.totalled then p.tax_cents end
        as tax_cents,
    case when p.currencies = 1 and p.lines = p.totalled then p.total_cents end
        as total_cents,
    p.credit_cents,
    case when p.currencies = 1 then y.annual_cents end as annual_cents,
    case when p.currencies = 1 then y.renewal_cents end as renewal_cents
from quote_heads as h
left join paid as p on p.quote_no = h.quote_no
left join yearly as y on y.quote_no = h.quote_no
