-- grain: one row per quote in force and product of the scope that it does not offer
select
    h.quote_no, cast(null as bigint) as row_no, '' as line,
    'missing_product' as kind,
    cast(null as bigint) as expected_cents, cast(null as bigint) as found_cents,
    s.product as expected, 'no line' as found,
    'no line of the quote is for ' || s.product
        || case when c.entries > 0 then ', which the scope has'
            else ', which another quote offers' end as says
from quote_heads as h
cross join quote_scope as s
cross join (select count(*) as entries from config_quote_scope) as c
left join quoted_users as q on q.quote_no = h.quote_no and q.product = s.product
where h.is_newest and q.product is null
