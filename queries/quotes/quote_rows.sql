-- grain: one row per line of a quote, numbered, or per total that a quote states
-- is_total: the row sums others up. is_credit: it is given once and not bought.
-- A number that is too large to be reckoned with is null.
with typed as (
    select
        l.*,
        case
            when l.seller <> '' then l.seller
            when l._format = 'commerce_quote' then 'Atlassian'
            else '(no reseller named)'
        end as reseller,
        replace(l.line_type, ' ', '') in ('total', 'subtotal', 'grandtotal', 'sum',
            'tax', 'note') as is_total,
        l.line_type = 'credit' or l.net_total_cents < 0 as is_credit,
        case
            when l.place in ('bitbucket.org', 'www.bitbucket.org')
                then substr(l.site_url,
                    position('bitbucket.org/' in l.site_url) + 14) || '/'
            when l.place in ('trello.com', 'www.trello.com')
                then substr(l.site_url,
                    position('trello.com/w/' in l.site_url) + 13) || '/'
            else l.place || '/'
        end as trail
    from stg_quote_lines as l
)

select
    row_number() over (order by l._file, l._sheet, l._row, l.line_no,
        l.charge_element, l.product_text, l.quantity) as row_no,
    h.quote_no,
    l._file, l._sheet, l._row,
    replace(l._file || '[' || l._sheet || ']', '[]', '')
        || ':' || cast(l._row as varchar) as place_of_row,
    case when l.line_no <> '' then l.line_no else cast(l._row as varchar) end
        as line,
    l.is_total,
    coalesce(l.is_credit, false) as is_credit,
    l.line_type, l.sku, l.product_text, l.entitlement_number, l.charge_element,
    case when l.is_total then '' else p.product end as product,
    p.is_app and not l.is_total as is_app,
    p.plan_word as plan,
    substr(l.trail, 1, position('/' in l.trail) - 1) as place,
    case when l.user_tier <= 10000000 then l.user_tier end as user_tier,
    case when l.quantity <= 10000000 then l.quantity end as quantity,
    l.term_start_on, l.term_end_on, l.months_e2, l.valid_until_on, l.quoted_on,
    l.currency, l.minor_units, l.scale, l.buyer, l.status,
    case when l.list_unit_e4 <= 10000000000 then l.list_unit_e4 end
        as list_unit_e4,
    l.list_total_cents,
    case when abs(l.discount_basis_points) <= 1000000
        then l.discount_basis_points end as discount_basis_points,
    l.discount_total_cents, l.discount_reason,
    l.net_total_cents,
    case when l.tax_ppm <= 10000000 then l.tax_ppm end as tax_ppm,
    l.tax_total_cents, l.line_total_cents, l.has_odd_amount
from typed as l
join quote_heads as h
    on h.reseller = l.reseller
    and h.quote_number = l.quote_number
    and h.quote_version = l.quote_version
join quote_products as p
    on p.product_text = l.product_text
    and p.product_is = l.product_is
    and p.plan = l.plan
    and p.entitlement_number = l.entitlement_number
