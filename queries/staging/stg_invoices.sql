-- grain: one row per line of an invoice
-- Money is in cents of the currency, the price of a unit in ten-thousandths of its
-- unit; null where the invoice does not say or cannot be read.
select
    i._format, i._file, i._sheet, i._row,

    -- ids
    i.invoice_number,
    i.line_no,
    i.entitlement_number,

    -- names
    i.seller,
    i.buyer,
    i.product as product_text,
    a.product,
    lower(i.plan) as plan,
    n.place,

    -- words
    lower(i.line_type) as line_type,
    upper(i.currency) as currency,

    -- dates
    i.invoice_date_on as invoiced_on,
    i.due_date_on as due_on,
    i.period_start_on,
    i.period_end_on,

    -- numbers
    cast(nullif(i.quantity_n, '') as bigint) as quantity,
    cast(nullif(i.unit_price_e4, '') as bigint) as unit_price_e4,
    cast(nullif(i.net_total_cents, '') as bigint) as net_total_cents,
    cast(nullif(i.tax_total_cents, '') as bigint) as tax_total_cents,
    cast(nullif(i.line_total_cents, '') as bigint) as line_total_cents
from raw_invoices as i
join stg_place_names as n on n.place_text = i.site_url
left join seed_product_aliases as a
    on a.alias_key = lower(translate(i.product, ' -_.', ''))
