-- grain: one row per line of a quote whose net price is not list price less discount
-- The sentence names the slip that gives the net price found, where one does.
with wrong as (
    select
        r.quote_no, r.row_no, r.line, n.list_price, n.points, n.amount, n.stated,
        n.expected_cents, n.is_right, r.tax_total_cents as tax,
        n.list_price * n.points as share
    from reckoned_nets as n
    join quote_rows as r on r.row_no = n.row_no
    where n.is_right = false or n.is_amount_wrong
)

select
    quote_no, row_no, line, 'discount_mismatch' as kind,
    case when is_right = false then expected_cents
        else cast((share - mod(share, 10000)) / 10000 as bigint)
            + case when 2 * mod(share, 10000) >= 10000 then 1 else 0 end end as expected_cents,
    case when is_right = false then stated else abs(amount) end as found_cents,
    '' as expected, '' as found,
    case
        when coalesce(is_right, true) then 'the discount''s amount is not the'
            || ' percentage of the list price that the line states'
        when stated = list_price then 'the discount is not taken off the list price'
        when abs((stated - list_price) * 10000 - share) < 10000
            then 'the discount is added to the list price instead of taken off'
        when abs((list_price - stated) * 10000 - 2 * share) < 20000
            or abs((list_price - stated) * 10000 - points * (list_price + expected_cents)) < 20000
            then 'the discount is taken off twice'
        when abs((list_price - stated) * 10000 - points * (list_price + tax)) < 10000
            then 'the discount is that of the list price with tax: the base is wrong'
        when abs((list_price - stated) * 10000 - points * stated) < 10000
            then 'the discount is that of the net price: the base is wrong'
        when abs((list_price - stated) * 10000 - points * expected_cents) < 10000
            then 'the discount is that of a price already discounted: the base is'
                || ' wrong'
        else 'the net price is not the list price less the discount stated'
    end as says
from wrong
