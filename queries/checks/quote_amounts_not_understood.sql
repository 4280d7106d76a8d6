-- grain: one row per line of a quote with an amount that is not understood
-- severity: warn
-- claim: Every amount that a quote states can be read, and is no finer than its currency.
-- otherwise: The line is not compared; mend the amount, or say in the mapping how its numbers are spelled.
select
    '' as account_id,
    '' as email,
    r.place_of_row as place,
    h.quote_number || ' line ' || r.line || ': an amount cannot be read, or is'
        || ' finer than the smallest coin of ' || r.currency as detail
from quote_rows as r
join quote_heads as h on h.quote_no = r.quote_no
where r.has_odd_amount
order by place
