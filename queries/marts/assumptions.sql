-- grain: one row per assumption that figures of the night rest on
select
    cast(s.assumption_no as bigint) as assumption_no,
    s.name,
    case when s.assumption_no = '1' then b.months_paid else s.value end as value,
    s.unit,
    s.source,
    s.note
from seed_assumptions as s
cross join run_context as c
join seed_billing_periods as b on b.billing = c.billing
order by assumption_no
