-- grain: one row per line of a quote whose list price is not users times unit price
select
    r.quote_no, r.row_no, r.line, 'extended_mismatch' as kind,
    l.expected_cents, l.stated as found_cents, '' as expected, '' as found,
    cast(coalesce(r.quantity, r.user_tier) as varchar)
        || ' users at the unit price stated do not come to the list price, not for'
        || ' a year, nor by the month, nor for a part of a year'
        || case
            when r.user_tier <> r.quantity then ', nor for the tier of '
                || cast(r.user_tier as varchar)
            else ''
        end as says
from reckoned_lists as l
join quote_rows as r on r.row_no = l.row_no
where l.is_right = false
