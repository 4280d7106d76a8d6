-- grain: one row per quote: what it comes to, and whether it can be compared
-- annual_cents and total_cents are the quote's own, in its currency. equal_cents is a
-- year on equal terms in the bill's currency, for the products and users of the scope;
-- rank_no is its place among those that can be compared, null for others.
with ranked_reasons as (
    select
        quote_no, reason,
        row_number() over (partition by quote_no
            order by reason_no, product, reason) as pick
    from offer_reasons
),

equal_terms as (
    select
        o.quote_no,
        case when count(*) = count(o.annual_cents)
            then cast(sum(o.annual_cents) as bigint) end as equal_cents,
        case when count(*) = count(o.renewal_cents)
            then cast(sum(o.renewal_cents) as bigint) end as renewal_cents
    from quote_offers as o
    group by o.quote_no
),

judged as (
    select
        h.quote_no, w.reason,
        case when w.reason is null then e.equal_cents end as equal_cents,
        case when w.reason is null then e.renewal_cents end as renewal_cents
    from quote_heads as h
    left join ranked_reasons as w on w.quote_no = h.quote_no and w.pick = 1
    left join equal_terms as e on e.quote_no = h.quote_no
),

found as (
    select quote_no, count(*) as deviations from deviations group by quote_no
)

select
    h.quote_no, h.quote_number as quote, h.quote_version, h.reseller,
    t.currency, t.minor_units, t.lines, t.quoted_on, t.valid_until_on,
    j.reason is null as is_comparable,
    coalesce(j.reason, '') as why,
    t.net_cents, t.tax_cents, t.total_cents, t.credit_cents,
    t.annual_cents, t.renewal_cents,
    j.equal_cents, j.renewal_cents as equal_renewal_cents,
    c.currency as bill_currency,
    x.rated_on, x.rate_numerator, x.rate_denominator, x.source as rate_source,
    y.year_1, y.year_2, y.year_3, y.year_4, y.year_5,
    case when j.equal_cents is not null then row_number() over (
        order by case when j.equal_cents is null then 1 else 0 end,
            j.equal_cents, h.quote_no) end as rank_no,
    cast(coalesce(f.deviations, 0) as bigint) as deviations
from quote_heads as h
cross join run_context as c
join judged as j on j.quote_no = h.quote_no
join quote_totals as t on t.quote_no = h.quote_no
left join quote_rates as x on x.currency = t.currency
left join year_costs as y
    on y.what = 'quote' and y.item_no = h.quote_no and j.reason is null
left join found as f on f.quote_no = h.quote_no
order by quote_no
