-- grain: one row per price of a user of the add-on of Premium for which the best mix is
-- searched
-- In sixtieths of a cent of the bill it is 60 * rise_cents * paid_points * numerator
-- over seats * 10000 * denominator; a minute costs cents_per_hour of them. Line 0 is the
-- search by effort alone and stands in no row.
with slopes as (
    select distinct rise_cents, seats
    from addon_segments
    where not exists (select 1 from unweighed_scenarios where id = 'best_mix')
)

select
    row_number() over (order by s.rise_cents, s.seats) as line_no,
    s.rise_cents,
    s.seats,
    10000 - m.discount_basis_points as paid_points,
    r.numerator,
    r.denominator,
    cast(h.value as bigint) as cents_per_hour
from slopes as s
cross join config_money as m
join price_lists as l on l.product = 'guard_premium' and l.plan = ''
join list_rates as r on r.currency = l.currency and r.numerator is not null
join assumption_values as h on h.id = 'cents_per_hour'
