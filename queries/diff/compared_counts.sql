-- grain: one row per night compared: whom Guard Standard bills, and whom the add-on of
-- Premium does; night_no 1 is the earlier one
-- The add-on's are 0 where the later night does not buy it: both are priced on its
-- terms.
with both_nights as (
    select 1 as night_no, guard_standard, guard_premium from before_accounts
    union all
    select 2 as night_no, guard_standard, guard_premium from after_accounts
),

nights as (
    select 1 as night_no
    union all
    select 2 as night_no
)

select
    n.night_no,
    count(*) filter (where a.guard_standard = 'billable') as users,
    count(*) filter (where a.guard_premium = 'billable'
        and c.edition = 'premium') as premium_users
from nights as n
cross join run_context as c
left join both_nights as a on a.night_no = n.night_no
group by n.night_no
