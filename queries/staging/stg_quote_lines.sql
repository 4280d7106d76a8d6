-- grain: one row per line of a quote, or per charged element of a Commerce API line
-- Money is in minor units of the currency: yen have none, dinars a thousand. An
-- amount that is finer than that, or beyond 10 billion, is null and has_odd_amount
-- says so; the list price of a unit stays in ten-thousandths (scale of them are one
-- minor unit).
with scaled as (
    select
        q.*, c.currency as currency_code, c.minor_units, c.scale
    from raw_quote_lines as q
    join stg_quote_currencies as c
        on c.seller = q.seller
        and c.quote_number = q.quote_number
        and c.quote_version = q.quote_version
        and c.currency_text = q.currency
),

amounts as (
    select
        s.*,
        cast(nullif(s.list_total_e4, '') as bigint) as list_e4,
        cast(nullif(s.discount_total_e4, '') as bigint) as discount_e4,
        cast(nullif(s.net_total_e4, '') as bigint) as net_e4,
        cast(nullif(s.tax_total_e4, '') as bigint) as tax_e4,
        cast(nullif(s.line_total_e4, '') as bigint) as total_e4
    from scaled as s
),

counted as (
    select
        a.*,
        case when mod(a.list_e4, a.scale) = 0
            and abs(a.list_e4) <= 1000000000000 * a.scale
            then cast((a.list_e4 - mod(a.list_e4, a.scale)) / a.scale as bigint) end as list_total_cents,
        case when mod(a.discount_e4, a.scale) = 0
            and abs(a.discount_e4) <= 1000000000000 * a.scale
            then cast((a.discount_e4 - mod(a.discount_e4, a.scale)) / a.scale as bigint) end
            as discount_total_cents,
        case when mod(a.net_e4, a.scale) = 0
            and abs(a.net_e4) <= 1000000000000 * a.scale
            then cast((a.net_e4 - mod(a.net_e4, a.scale)) / a.scale as bigint) end as net_total_cents,
        case when mod(a.tax_e4, a.scale) = 0
            and abs(a.tax_e4) <= 1000000000000 * a.scale
            then cast((a.tax_e4 - mod(a.tax_e4, a.scale)) / a.scale as bigint) end as tax_total_cents,
        case when mod(a.total_e4, a.scale) = 0
            and abs(a.total_e4) <= 1000000000000 * a.scale
            then cast((a.total_e4 - mod(a.total_e4, a.scale)) / a.scale as bigint) end as line_total_cents
    from amounts as a
)

select
    q._format, q._file, q._sheet, q._row,
    q.quote_number, q.quote_version, q.line_no, q.entitlement_number,
    q.seller, q.buyer, q.sku, q.product as product_text, q.product_is,
    lower(q.plan) as plan, n.place, lower(q.site_url) as site_url,
    lower(q.status) as status, lower(q.contract_type) as contract_type,
    lower(q.line_type) as line_type, lower(q.charge_element) as charge_element,
    lower(q.discount_reason) as discount_reason, q.currency_code as currency,
    q.minor_units, q.scale,
    q.quote_date_on as quoted_on, q.valid_until_on, q.term_start_on, q.term_end_on,
    cast(nullif(q.months_e2, '') as bigint) as months_e2,
    cast(nullif(q.user_tier_n, '') as bigint) as user_tier,
    cast(nullif(q.quantity_n, '') as bigint) as quantity,
    cast(nullif(q.list_unit_e4, '') as bigint) as list_unit_e4,
    cast(nullif(q.discount_basis_points, '') as bigint) as discount_basis_points,
    cast(nullif(q.tax_ppm, '') as bigint) as tax_ppm,
    q.list_total_cents, q.discount_total_cents, q.net_total_cents,
    q.tax_total_cents, q.line_total_cents,
    (q.list_total <> '' and q.list_total_cents is null)
    or (q.discount_total <> '' and q.discount_total_cents is null)
    or (q.net_total <> '' and q.net_total_cents is null)
    or (q.tax_total <> '' and q.tax_total_cents is null)
    or (q.line_total <> '' and q.line_total_cents is null) as has_odd_amount
from counted as q
join stg_place_names as n on n.place_text = q.site_url
