-- grain: one row per deviation of a quote's dates: expired, overlapping, a promotion that ends
-- A quote holds on the day that it names last. Two lines overlap that buy the same
-- product for the same place, or with the same entitlement, for some of the same days.
with valid as (
    select quote_no, max(valid_until_on) as until
    from quote_rows
    group by quote_no
),

overlapping as (
    select
        b.quote_no, b.row_no, b.line, min(a.line) as other_line,
        min(a.term_start_on) as begins, max(a.term_end_on) as ends,
        b.term_start_on, b.term_end_on
    from quote_rows as a
    join quote_rows as b
        on b.quote_no = a.quote_no and b.product = a.product
        and b.place = a.place and b.row_no > a.row_no
        and (b.entitlement_number = a.entitlement_number
            or a.entitlement_number = '' or b.entitlement_number = '')
        and (b.plan = a.plan or b.place <> '')
        and b.charge_element = a.charge_element
        and b.term_start_on <= a.term_end_on and a.term_start_on <= b.term_end_on
    where not a.is_total and not a.is_credit and not b.is_credit
        and a.row_no not in (select row_no from repeated_lines)
        and b.row_no not in (select row_no from repeated_lines)
    group by b.quote_no, b.row_no, b.line, b.term_start_on, b.term_end_on
)

select
    v.quote_no, cast(null as bigint) as row_no, '' as line, 'expired' as kind,
    cast(null as bigint) as expected_cents, cast(null as bigint) as found_cents,
    'valid on ' || cast(c.as_of as varchar) as expected,
    'valid until ' || cast(v.until as varchar) as found,
    'the offer has ended: ask for a new one before it is compared' as says
from valid as v
cross join run_context as c
where v.until < c.as_of
union all
select
    quote_no, row_no, line, 'overlapping_terms', null, null,
    'terms that do not overlap',
    cast(term_start_on as varchar) || ' to ' || cast(term_end_on as varchar),
    'line ' || other_line || ' buys the same from ' || cast(begins as varchar)
        || ' to ' || cast(ends as varchar) || ': some days are paid twice'
from overlapping
union all
select
    r.quote_no, r.row_no, r.line, 'promotion_ends', n.list_price, n.net_cents, '', '',
    'the discount is a promotion'
        || case when r.term_end_on is null then ''
            else ' that ends with the term on ' || cast(r.term_end_on as varchar) end
        || ': the renewal is at the price without it'
from quote_rows as r
join reckoned_nets as n on n.row_no = r.row_no
where r.discount_reason like '%promo%' and not r.is_credit
union all
select
    quote_no, row_no, line, 'duplicate_line', null, null, 'one line',
    'the same as line ' || first_line,
    'the line says again what line ' || first_line || ' says: it is paid twice'
from repeated_lines
