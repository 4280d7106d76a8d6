-- grain: one row per total that a quote states: the lines that it sums up, summed again
-- A total sums up all lines of its quote above it, a subtotal those behind the one
-- before it. wrong_* is the same with what lines were found to be worked out again.
with totals as (
    select
        t.row_no, t.quote_no, t._file, t._sheet, t.line, t.line_type,
        t.list_total_cents, t.net_total_cents, t.tax_total_cents,
        t.line_total_cents,
        case when t.line_type = 'subtotal' then coalesce(max(b.row_no), 0)
            else 0 end as behind_no
    from quote_rows as t
    left join quote_rows as b
        on b.quote_no = t.quote_no and b._file = t._file
        and b._sheet = t._sheet and b.row_no < t.row_no and b.is_total
    where t.is_total
    group by t.row_no, t.quote_no, t._file, t._sheet, t.line, t.line_type,
        t.list_total_cents, t.net_total_cents, t.tax_total_cents,
        t.line_total_cents
)

select
    t.row_no, t.quote_no, t.line, t.line_type,
    t.list_total_cents, t.net_total_cents, t.tax_total_cents, t.line_total_cents,
    count(r.row_no) as lines,
    count(r.tax_total_cents) as taxed_lines,
    cast(sum(l.list_cents) as bigint) as list_sum,
    cast(sum(n.net_cents) as bigint) as net_sum,
    cast(sum(s.tax) as bigint) as tax_sum,
    cast(sum(s.total_cents) as bigint) as total_sum,
    cast(sum(case when l.is_right = false then l.expected_cents else l.list_cents
        end) as bigint) as list_again,
    cast(sum(case when n.is_right = false then n.expected_cents else n.net_cents
        end) as bigint) as net_again,
    cast(sum(coalesce(x.expected_cents, s.tax)) as bigint) as tax_again,
    cast(sum(case when n.is_right = false then n.expected_cents else n.net_cents
        end + coalesce(x.expected_cents, s.tax)) as bigint) as total_again
from totals as t
left join quote_rows as r
    on r.quote_no = t.quote_no and r._file = t._file and r._sheet = t._sheet
    and r.row_no < t.row_no and r.row_no > t.behind_no and not r.is_total
left join reckoned_lists as l on l.row_no = r.row_no
left join reckoned_nets as n on n.row_no = r.row_no
left join reckoned_taxes as x on x.row_no = r.row_no
left join reckoned_totals as s on s.row_no = r.row_no
group by t.row_no, t.quote_no, t.line, t.line_type, t.list_total_cents,
    t.net_total_cents, t.tax_total_cents, t.line_total_cents
