-- grain: one row per line of a quote, or per charged element of a Commerce API line
-- Money is in cents of the currency, the list price of a unit in ten-thousandths
-- of its unit; null where the quote does not say or cannot be read.
select
    q._format, q._file, q._sheet, q._row,

    -- ids
    q.quote_number,
    q.quote_version,
    q.line_no,
    q.entitlement_number,

    -- names
    q.seller,
    q.buyer,
    q.sku,
    q.product as product_text,
    a.product,
    lower(q.plan) as plan,
    n.place,

    -- words
    lower(q.status) as status,
    lower(q.contract_type) as contract_type,
    lower(q.line_type) as line_type,
    lower(q.charge_element) as charge_element,
    lower(q.discount_reason) as discount_reason,
    upper(q.currency) as currency,
    q.months,

    -- dates
    q.quote_date_on as quoted_on,
    q.valid_until_on,
    q.term_start_on,
    q.term_end_on,

    -- numbers
    cast(nullif(q.user_tier_n, '') as bigint) as user_tier,
    cast(nullif(q.quantity_n, '') as bigint) as quantity,
    cast(nullif(q.list_unit_e4, '') as bigint) as list_unit_e4,
    cast(nullif(q.list_total_cents, '') as bigint) as list_total_cents,
    cast(nullif(q.discount_basis_points, '') as bigint)
        as discount_basis_points,
    cast(nullif(q.net_total_cents, '') as bigint) as net_total_cents,
    cast(nullif(q.tax_total_cents, '') as bigint) as tax_total_cents,
    cast(nullif(q.line_total_cents, '') as bigint) as line_total_cents
from raw_quote_lines as q
join stg_place_names as n on n.place_text = q.site_url
left join seed_product_aliases as a
    on a.alias_key = lower(translate(q.product, ' -_.', ''))
