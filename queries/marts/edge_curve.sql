-- grain: one row per subscription with a price and number of users around tonight's
-- Between two rows the cost is a straight line; both sides of every edge are rows.
select
    m.edge_no,
    c.subscription,
    c.users,
    p.monthly_cents,
    p.annual_cents,
    p.reason,
    c.users = m.users as is_tonight
from edge_curve_counts as c
join edge_margins as m on m.subscription = c.subscription
join priced_seats as p
    on p.product = m.product and p.plan = m.plan and p.users = c.users
where m.annual_cents is not null
order by edge_no, users
