-- grain: one row per line of a quote that says again what an earlier line says
with alike as (
    select
        row_no, quote_no, place_of_row, line,
        min(row_no) over (
            partition by quote_no, product, plan, place, entitlement_number, sku,
                line_type, charge_element, quantity, user_tier, term_start_on,
                term_end_on, months_e2, currency, net_total_cents
        ) as first_no
    from quote_rows
    where not is_total
)

select a.row_no, a.quote_no, a.line, f.line as first_line
from alike as a
join quote_rows as f on f.row_no = a.first_no
where a.row_no > a.first_no
