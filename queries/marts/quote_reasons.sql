-- grain: one row per reason why a quote, or what it offers of a product, is set apart
select
    r.quote_no, h.quote_number as quote, h.reseller, r.product,
    cast(r.reason_no as bigint) as reason_no, r.reason
from offer_reasons as r
join quote_heads as h on h.quote_no = r.quote_no
order by quote_no, reason_no, product, reason
