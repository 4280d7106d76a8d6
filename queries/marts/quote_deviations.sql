-- grain: one row per deviation of a quote from what it should say
select
    d.deviation_no,
    d.quote_no,
    h.quote_number as quote,
    h.reseller,
    d.line,
    d.kind,
    k.label,
    r.place_of_row as source_row,
    coalesce(r.currency, '') as currency,
    coalesce(r.minor_units, 100) as minor_units,
    d.expected_cents,
    d.found_cents,
    case when d.expected_cents is null then d.expected else e.amount end
        as expected,
    case when d.found_cents is null then d.found else f.amount end as found,
    d.says
from deviations as d
join quote_heads as h on h.quote_no = d.quote_no
join seed_deviation_kinds as k on k.kind = d.kind
left join quote_rows as r on r.row_no = d.row_no
left join spelled_amounts as e
    on e.cents = d.expected_cents and e.minor_units = r.minor_units
left join spelled_amounts as f
    on f.cents = d.found_cents and f.minor_units = r.minor_units
order by deviation_no
