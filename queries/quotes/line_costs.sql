-- grain: one row per line of a quote that is bought: what a year of it costs
-- In the quote's currency before tax, the net price as the reseller states it, by the
-- share of the year that its term is. Lines for terms that follow each other are each
-- their part of the average year. renewal is the same without a promotion.
with terms as (
    select
        quote_no, product, place, entitlement_number, plan,
        greatest(count(distinct term_start_on), 1) as terms
    from quote_rows
    where not is_total and not is_credit
        and row_no not in (select row_no from repeated_lines)
    group by quote_no, product, place, entitlement_number, plan
),

priced as (
    select
        r.row_no, r.quote_no, r.product, r.place, r.currency, t.yearly,
        t.term * s.terms as term,
        n.net_cents as net,
        case when r.discount_reason like '%promo%' then n.list_price else n.net_cents end
            as renewal
    from quote_rows as r
    join terms as s
        on s.quote_no = r.quote_no and s.product = r.product
        and s.place = r.place and s.plan = r.plan
        and s.entitlement_number = r.entitlement_number
    join reckoned_nets as n on n.row_no = r.row_no
    left join quote_terms as t on t.row_no = r.row_no
    where not r.is_total and not r.is_credit
        and r.row_no not in (select row_no from repeated_lines)
)

select
    row_no, quote_no, product, place, currency, net,
    cast((net * yearly - mod(net * yearly, term)) / term as bigint)
        + case when 2 * mod(net * yearly, term) >= term then 1 else 0 end as annual_cents,
    cast((renewal * yearly - mod(renewal * yearly, term)) / term as bigint)
        + case when 2 * mod(renewal * yearly, term) >= term then 1 else 0 end
        as renewal_cents
from priced
