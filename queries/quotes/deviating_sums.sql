-- grain: one row per total that a quote states and that its lines do not come to
-- Each amount of the row is held to the sum of its column. The only amount of a row may
-- be the sum of any column: many layouts write all totals below the last one. A row of
-- a quote that has another row of that kind with other amounts tells each of them.
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

held as (
    select quote_no, row_no, line, line_type, 'list prices' as of_what,
        list_sum as expected_cents, list_total_cents as found_cents,
        list_total_cents not in (list_sum, list_again) as is_wrong
    from amounts where stated_amounts > 1
    union all
    select quote_no, row_no, line, line_type, 'net prices',
        net_sum, net_total_cents, net_total_cents not in (net_sum, net_again)
    from amounts where stated_amounts > 1
    union all
    select quote_no, row_no, line, line_type, 'taxes',
        tax_sum, tax_total_cents, tax_total_cents not in (tax_sum, tax_again)
    from amounts where stated_amounts > 1
    union all
    select quote_no, row_no, line, line_type, 'totals',
        total_sum, line_total_cents, line_total_cents not in (total_sum, total_again)
    from amounts where stated_amounts > 1
    union all
    select quote_no, row_no, line, line_type,
        case when line_type = 'tax' then 'taxes'
            when line_type = 'subtotal' or line_total_cents is null then 'net prices'
            else 'totals' end,
        case when line_type = 'tax' then tax_sum
            when line_type = 'subtotal' or line_total_cents is null then net_sum
            else total_sum end,
        only_cents,
        case when line_type = 'tax' then only_cents not in (tax_sum, tax_again)
            else only_cents not in (list_sum, net_sum, tax_sum, total_sum,
                list_again, net_again, tax_again, total_again) end
    from amounts where stated_amounts = 1
)

select
    quote_no, row_no, line, 'total_mismatch' as kind,
    expected_cents, found_cents, '' as expected, '' as found,
    'the ' || line_type || ' stated is not the sum of the ' || of_what
        || ' of its lines' as says
from held
where is_wrong
