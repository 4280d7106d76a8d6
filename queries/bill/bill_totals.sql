-- grain: one row per subscription: the bill of the asked period, and what the next
-- one will begin with
-- What is added within a period is invoiced in arrears, with the next one (R8). The
-- next bill is a projection while nights of the asked period are still to come. A
-- removal saves from the next period on, if it holds on the last day of this one.
with periods as (
    select
        max(case when role = 'before' then period_no end) as before_no,
        max(case when role = 'asked' then period_no end) as asked_no,
        max(case when role = 'next' then period_no end) as next_no
    from bill_periods
),

last_days as (
    select cast(ends_on - interval '1' day as date) as last_day
    from bill_periods
    where role = 'asked'
)

select
    s.product, s.place, s.plan, s.plan_reason,
    a.rule, a.start_users, a.start_known, a.start_night, a.billed_users,
    a.last_night, a.open_days, a.held_days, a.is_whole,
    d.users as now_users,
    a.base_cents,
    a.base_tax_cents,
    case when e.extras > 0 or e.is_whole or a.rule = 'billing_date'
        then coalesce(e.extra_cents, 0) end as arrears_cents,
    case when a.rule = 'billing_date' then true
        else coalesce(e.is_whole, false) end as arrears_are_whole,
    case when e.is_whole or a.rule = 'billing_date'
        then a.base_cents + coalesce(e.extra_cents, 0) end as invoice_cents,
    case when e.is_whole or a.rule = 'billing_date'
        then a.base_tax_cents + coalesce(e.extra_tax_cents, 0) end
        as invoice_tax_cents,
    a.extra_cents,
    a.extra_tax_cents,
    x.start_users as next_users,
    x.start_known as next_known,
    x.base_cents as next_base_cents,
    case when a.start_known <> 'first_night' or a.rule = 'billing_date'
        then x.base_cents + a.extra_cents end as next_invoice_cents,
    case when a.start_known <> 'first_night' or a.rule = 'billing_date'
        then x.base_tax_cents + a.extra_tax_cents end as next_invoice_tax_cents,
    x.removal_cents,
    0 * x.removal_cents as late_removal_cents,
    l.last_day as last_safe_day,
    case when s.plan_reason <> '' then s.plan_reason
        when a.reason <> '' then a.reason
        else coalesce(x.reason, '') end as reason,
    a.is_inferred or coalesce(e.is_inferred, false)
        or coalesce(x.is_inferred, false) as is_inferred
from bill_subscriptions as s
cross join periods as p
cross join last_days as l
cross join bill_question as q
join bill_sums as a
    on a.product = s.product and a.place = s.place and a.period_no = p.asked_no
left join bill_sums as e
    on e.product = s.product and e.place = s.place and e.period_no = p.before_no
left join bill_sums as x
    on x.product = s.product and x.place = s.place and x.period_no = p.next_no
left join bill_days as d
    on d.product = s.product
    and d.place = s.place
    and d.period_no = p.asked_no
    and d.day = q.asked_on
