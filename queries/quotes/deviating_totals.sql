-- grain: one row per line of a quote whose total is not net price and tax
select
    r.quote_no, r.row_no, r.line, 'total_mismatch' as kind,
    t.expected_cents, t.stated as found_cents, '' as expected, '' as found,
    case
        when t.stated = t.net and t.tax <> 0
            then 'the total leaves the tax out'
        when t.stated = t.net + 2 * t.tax then 'the total has the tax in it twice'
        else 'the total is not net price and tax'
    end as says
from reckoned_totals as t
join quote_rows as r on r.row_no = t.row_no
where t.is_right = false
