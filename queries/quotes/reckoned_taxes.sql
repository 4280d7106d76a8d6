-- grain: one row per line of a quote that states a tax: the tax worked out again
-- The line's own rate, else that of quote_tax_rates; the config's says nothing of a
-- line without tax, which may be sold across a border. Where no rate is known the tax
-- is wrong if no rate of up to three decimals gives it. A wrong net price is told
-- once, so the tax may be that of the net price worked out again.
with usable as (
    select
        r.row_no, r.tax_total_cents as stated, n.net_cents as net, n.list_price,
        case when n.is_right = false then n.expected_cents else n.net_cents end
            as other_net,
        case
            when r.tax_ppm is not null then r.tax_ppm
            when t.basis = 'the config' and r.tax_total_cents = 0 then null
            else t.rate_ppm
        end as rate,
        case when r.tax_ppm is not null then 'the line itself' else t.basis end
            as basis,
        abs(r.tax_total_cents) * 1000000 as millionths,
        nullif(abs(n.net_cents), 0) as size
    from quote_rows as r
    join reckoned_nets as n on n.row_no = r.row_no
    left join quote_tax_rates as t on t.quote_no = r.quote_no
    where r.tax_total_cents is not null and n.net_cents is not null
),

implied as (
    select
        u.*,
        cast((millionths - mod(millionths, size)) / size as bigint) as ppm,
        net * rate as share
    from usable as u
),

nearest as (
    select
        i.*,
        i.ppm + 5 - mod(i.ppm + 5, 10) as round_ppm
    from implied as i
)

select
    row_no, stated, net, list_price, rate, basis,
    case when share < 0 then -1 else 1 end
        * (cast((abs(share) - mod(abs(share), 1000000)) / 1000000 as bigint)
            + case when 2 * mod(abs(share), 1000000) >= 1000000 then 1 else 0 end) as expected_cents,
    case
        when rate is not null then abs(stated * 1000000 - share) < 1000000
            or abs(stated * 1000000 - other_net * rate) < 1000000
        when abs(millionths - size * round_ppm) >= 1000000 then false
        when size is null and stated <> 0 then false
    end as is_right
from nearest
