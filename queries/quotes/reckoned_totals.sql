-- grain: one row per line of a quote: its total worked out again
-- Net price and tax; a wrong one of them is told once, so the total may be that of
-- either worked out again. No tax stated is none.
with usable as (
    select
        r.row_no, r.line_total_cents as stated, n.net_cents as net,
        coalesce(r.tax_total_cents, x.expected_cents, 0) as tax,
        case when n.is_right = false then n.expected_cents else n.net_cents end
            as other_net,
        case when x.is_right = false and x.expected_cents is not null
            then x.expected_cents
            else coalesce(r.tax_total_cents, x.expected_cents, 0) end as other_tax
    from quote_rows as r
    join reckoned_nets as n on n.row_no = r.row_no
    left join reckoned_taxes as x on x.row_no = r.row_no
)

select
    row_no, stated, net, tax,
    net + tax as expected_cents,
    case when stated is null or net is null then null
        else stated in (net + tax, other_net + tax, net + other_tax,
            other_net + other_tax) end as is_right,
    coalesce(stated, net + tax) as total_cents
from usable
