-- grain: one row per line of a quote, or per total that it states, as one model
-- Amounts are in minor units of the line's currency, as stated; null: not stated or
-- not understood. expected_* is what the program reckons, annual_cents a year of it.
select
    r.row_no,
    r.quote_no,
    h.quote_number as quote,
    h.quote_version,
    h.reseller,
    r.line,
    r.line_type,
    r.is_total,
    r.is_credit,
    r._file as source_file,
    r.place_of_row as source_row,
    r.sku,
    r.product_text,
    r.product,
    r.is_app,
    r.plan,
    r.place,
    r.entitlement_number,
    r.user_tier,
    r.quantity,
    coalesce(r.quantity, r.user_tier) as users,
    r.term_start_on,
    r.term_end_on,
    t.months_e2,
    r.quoted_on,
    r.valid_until_on,
    r.currency,
    r.minor_units,
    r.list_unit_e4,
    r.list_total_cents,
    r.discount_basis_points,
    r.discount_total_cents,
    r.discount_reason,
    r.net_total_cents,
    r.tax_ppm,
    r.tax_total_cents,
    r.line_total_cents,
    l.expected_cents as expected_list_cents,
    n.expected_cents as expected_net_cents,
    x.expected_cents as expected_tax_cents,
    s.expected_cents as expected_total_cents,
    c.annual_cents,
    c.renewal_cents,
    cast(coalesce(d.deviations, 0) as bigint) as deviations
from quote_rows as r
join quote_heads as h on h.quote_no = r.quote_no
left join quote_terms as t on t.row_no = r.row_no
left join reckoned_lists as l on l.row_no = r.row_no
left join reckoned_nets as n on n.row_no = r.row_no
left join reckoned_taxes as x on x.row_no = r.row_no
left join reckoned_totals as s on s.row_no = r.row_no
left join line_costs as c on c.row_no = r.row_no
left join (select row_no, count(*) as deviations from deviations
    group by row_no) as d on d.row_no = r.row_no
order by row_no
