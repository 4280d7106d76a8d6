-- grain: one row per deviation of a quote from what it should say
with told as (
    select quote_no, row_no, line, kind, expected_cents, found_cents, expected,
        found, says from deviating_lists
    union all
    select quote_no, row_no, line, kind, expected_cents, found_cents, expected,
        found, says from deviating_nets
    union all
    select quote_no, row_no, line, kind, expected_cents, found_cents, expected,
        found, says from deviating_taxes
    union all
    select quote_no, row_no, line, kind, expected_cents, found_cents, expected,
        found, says from deviating_totals
    union all
    select quote_no, row_no, line, kind, expected_cents, found_cents, expected,
        found, says from deviating_sums
    union all
    select quote_no, row_no, line, kind, expected_cents, found_cents, expected,
        found, says from deviating_terms
    union all
    select quote_no, row_no, line, kind, expected_cents, found_cents, expected,
        found, says from deviating_users
    union all
    select quote_no, row_no, line, kind, expected_cents, found_cents, expected,
        found, says from deviating_products
)

select
    row_number() over (order by t.quote_no, coalesce(t.row_no, 0), k.kind_no,
        t.expected, t.found_cents) as deviation_no,
    t.quote_no, t.row_no, t.line, t.kind, t.expected_cents, t.found_cents,
    t.expected, t.found, t.says
from told as t
join seed_deviation_kinds as k on k.kind = t.kind
