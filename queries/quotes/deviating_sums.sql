-- grain: one row per total that a quote states and that its lines do not come to
-- Each amount of the row is held to the sum of its column. The only amount of a row may
-- be the sum of any column: many layouts write all totals below the last one. Where no
-- line states a tax, it is stated apart: no line can contradict it, and a total may be
-- the net prices and that tax. A sum that is not known contradicts nothing.
with amounts as (
    select
        s.*,
        case when list_total_cents is null then 0 else 1 end
        + case when net_total_cents is null then 0 else 1 end
        + case when tax_total_cents is null then 0 else 1 end
        + case when line_total_cents is null then 0 else 1 end as stated_amounts,
        coalesce(line_total_cents, net_total_cents, tax_total_cents,
            list_total_cents) as only_cents
    from stated_sums as s
    where lines > 0
),

apart as (
    select quote_no, cast(sum(only_cents) as bigint) as tax_cents
    from amounts
    where line_type = 'tax' and taxed_lines = 0
    group by quote_no
),

taxed as (
    select
        a.*,
        case when a.taxed_lines > 0 then 0
            else coalesce(a.tax_total_cents, t.tax_cents, 0) end as tax_apart
    from amounts as a
    left join apart as t on t.quote_no = a.quote_no
),

held as (
    select quote_no, row_no, line, line_type, 'list prices' as of_what,
        list_sum as expected_cents, list_total_cents as found_cents,
        list_total_cents in (list_sum, list_again) as is_right
    from taxed where stated_amounts > 1
    union all
    select quote_no, row_no, line, line_type, 'net prices',
        net_sum, net_total_cents, net_total_cents in (net_sum, net_again)
    from taxed where stated_amounts > 1
    union all
    select quote_no, row_no, line, line_type, 'taxes',
        tax_sum, tax_total_cents, tax_total_cents in (tax_sum, tax_again)
    from taxed where stated_amounts > 1 and taxed_lines > 0
    union all
    select quote_no, row_no, line, line_type, 'totals',
        total_sum + tax_apart, line_total_cents,
        line_total_cents in (total_sum, total_again,
            net_sum + tax_apart, net_again + tax_apart)
    from taxed where stated_amounts > 1
    union all
    select quote_no, row_no, line, line_type, 'taxes',
        tax_sum, only_cents, only_cents in (tax_sum, tax_again)
    from taxed where stated_amounts = 1 and line_type = 'tax' and taxed_lines > 0
    union all
    select quote_no, row_no, line, line_type,
        case when line_type = 'subtotal' or line_total_cents is null
            then 'net prices' else 'totals' end,
        case when line_type = 'subtotal' or line_total_cents is null
            then net_sum else total_sum + tax_apart end,
        only_cents,
        only_cents in (list_sum, net_sum, tax_sum, total_sum, list_again,
            net_again, tax_again, total_again, net_sum + tax_apart,
            net_again + tax_apart)
    from taxed where stated_amounts = 1 and line_type <> 'tax'
)

select
    quote_no, row_no, line, 'total_mismatch' as kind,
    expected_cents, found_cents, '' as expected, '' as found,
    'the ' || line_type || ' stated is not the sum of the ' || of_what
        || ' of its lines' as says
from held
where not coalesce(is_right, false)
    and found_cents is not null
    and expected_cents is not null
