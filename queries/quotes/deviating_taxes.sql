-- grain: one row per line of a quote whose tax is not the rate of its net price
with wrong as (
    select
        r.quote_no, r.row_no, r.line, t.stated, t.net, t.list_price, t.rate, t.basis,
        t.expected_cents,
        abs(t.stated * 1000000 - t.list_price * t.rate) < 1000000 as is_of_list,
        abs((t.stated - t.expected_cents) * 1000000 - t.expected_cents * t.rate)
            < 1000000 as is_on_tax,
        cast(mod(t.stated * 1000000, nullif(t.list_price, 0)) as bigint) as list_rest,
        t.stated * 1000 as thousandfold
    from reckoned_taxes as t
    join quote_rows as r on r.row_no = t.row_no
    where t.is_right = false
)

select
    quote_no, row_no, line, 'tax_mismatch' as kind,
    expected_cents, stated as found_cents,
    case when expected_cents is null then 'a rate of the net price' else '' end
        as expected,
    '' as found,
    case
        when rate is null and net = 0 then 'there is a tax on nothing'
        when rate is null and mod(thousandfold, nullif(list_price, 0)) = 0
            then 'no rate of the net price gives the tax; it is one of the list_price'
                || ' price, before the discount'
        when rate is null then 'no rate of the net price gives the tax'
        when is_of_list and list_price <> net
            then 'the tax is that of the list price, before the discount'
        when is_on_tax then 'tax is charged on tax'
        when stated = 0 then 'the line bears no tax, by ' || basis || ' it should'
        else 'the tax is not the rate of the net price that holds by ' || basis
    end
    || case when rate is null then '' else ' ('
        || cast(cast((rate - mod(rate, 10000)) / 10000 as bigint) as varchar)
        || case when mod(rate, 10000) = 0 then '' else '.'
            || substr(cast(10000 + mod(rate, 10000) as varchar), 2,
                case when mod(rate, 1000) = 0 then 1 when mod(rate, 100) = 0 then 2
                    when mod(rate, 10) = 0 then 3 else 4 end) end
        || ' %)' end as says
from wrong
