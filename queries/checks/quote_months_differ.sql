-- grain: one row per line of a quote whose months are not those of its dates
-- severity: info
-- claim: The months that a line of a quote states are those from its first day to its last.
-- otherwise: A year's cost goes by the dates; ask which of the two holds.
select
    '' as account_id,
    '' as email,
    r.place_of_row as place,
    h.quote_number || ' line ' || r.line || ' states '
        || cast(cast((t.stated_e2 - mod(t.stated_e2, 100)) / 100 as bigint) as varchar)
        || case when mod(t.stated_e2, 100) = 0 then '' else '.'
            || substr(cast(100 + mod(t.stated_e2, 100) as varchar), 2) end
        || ' months, its dates are '
        || cast(r.term_start_on as varchar) || ' to '
        || cast(r.term_end_on as varchar) as detail
from quote_rows as r
join quote_heads as h on h.quote_no = r.quote_no
join quote_terms as t on t.row_no = r.row_no
where t.dated_e2 <> t.stated_e2
order by place
