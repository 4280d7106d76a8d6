-- grain: one row per reason why a quote, or what it offers of a product, is not compared
-- product is '' where the reason speaks of the whole quote. The first by reason_no is
-- the one that is told.
with line_reasons as (
    select
        r.quote_no, r.product,
        case
            when r.has_odd_amount then 7
            when c.net is null then 8
            when t.term is null then 9
            when t.is_short then 10
        end as reason_no,
        case
            when r.has_odd_amount then 'an amount of line ' || r.line
                || ' cannot be read, or is finer than its currency'
            when c.net is null then 'line ' || r.line || ' states no price'
            when t.term is null then 'line ' || r.line || ' states no term'
            when t.is_short then 'not annual: the term of line ' || r.line
                || ' is less than a year (R49)'
        end as reason
    from quote_rows as r
    join line_costs as c on c.row_no = r.row_no
    join quote_terms as t on t.row_no = r.row_no
)

select quote_no, '' as product, 1 as reason_no,
    'version ' || newest_version || ' has taken its place' as reason
from quote_heads
where not is_newest
union all
select quote_no, '', 2, 'expired: ' || found from deviations where kind = 'expired'
union all
select quote_no, '', 3, 'its lines are in several currencies'
from quote_rows where not is_total
group by quote_no
having min(currency) <> max(currency)
union all
select distinct r.quote_no, '', 4, case when r.currency = ''
    then 'it does not say in which currency its prices are'
    else 'no rate from ' || r.currency || ' to ' || c.currency || ' is known on '
        || cast(c.as_of as varchar) end
from quote_rows as r
cross join run_context as c
left join quote_rates as x on x.currency = r.currency
where x.denominator is null and not r.is_total
union all
select quote_no, '', 5, 'it offers nothing that recurs'
from quote_heads
where quote_no not in (select quote_no from line_costs)
union all
select quote_no, '', 6, 'no line for ' || expected
from deviations where kind = 'missing_product'
union all
select quote_no, product, reason_no, reason
from line_reasons where reason_no is not null
union all
select d.quote_no, r.product, 11, 'line ' || d.line
    || ' overlaps with another one: what a year costs is not certain'
from deviations as d
join quote_rows as r on r.row_no = d.row_no
where d.kind = 'overlapping_terms'
union all
select quote_no, product, 12, case
    when users is null then 'it states no users for ' || product
    else 'other scope: ' || cast(users as varchar) || ' users of ' || product
        || ' for ' || cast(scope_users as varchar) end
from quote_sizes
where not is_same and not fits
