-- grain: one row per stretch of numbers of users, within reach of the ways out, on which
-- the list price of the add-on of Premium is a straight line
-- rise_cents: what a year of its last user's count costs more than of its first's.
with ordered as (
    select
        users, annual_list_cents,
        row_number() over (order by users) as point_no
    from addon_prices
)

select
    a.point_no as segment_no,
    b.users - a.users as seats,
    b.annual_list_cents - a.annual_list_cents as rise_cents
from ordered as a
join ordered as b on b.point_no = a.point_no + 1
