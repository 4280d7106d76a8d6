-- grain: one row per deviation of a quote from what it should say
-- severity: info
-- claim: Quotes are right: amounts, terms, tiers and numbers of users hold.
-- otherwise: Ask the reseller before the quote is taken; 'billable quotes' and quotes.xlsx tell each one.
select
    '' as account_id,
    '' as email,
    coalesce(r.place_of_row, '') as place,
    h.quote_number || case when d.line = '' then '' else ' line ' || d.line end
        || ': ' || d.kind || ': ' || d.says as detail
from deviations as d
join quote_heads as h on h.quote_no = d.quote_no
left join quote_rows as r on r.row_no = d.row_no
order by place, detail
