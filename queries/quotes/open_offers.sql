-- grain: one row per reseller and product: the cheapest offer that can be taken
-- An offer can be taken when nothing is said against the quote, but for products that
-- it lacks, nor against the product. Of equal ones the first quote counts.
with ranked as (
    select
        o.reseller, o.product, o.quote_no, o.annual_cents, o.renewal_cents,
        o.equal_cents, o.currency,
        row_number() over (
            partition by o.reseller, o.product
            order by o.annual_cents, o.quote_no
        ) as pick
    from quote_offers as o
    left join offer_reasons as r
        on r.quote_no = o.quote_no
        and r.reason_no <> 6
        and (r.product = '' or r.product = o.product)
    where r.quote_no is null and o.annual_cents is not null
)

select reseller, product, quote_no, annual_cents, renewal_cents, equal_cents,
    currency
from ranked
where pick = 1
