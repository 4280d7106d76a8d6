-- grain: one row if what changed does not lead from the earlier night to this one
-- severity: fatal
-- claim: The changes since the night before add up to the difference in accounts billed and in cost.
with causes as (
    select
        coalesce(sum(cents), 0) as cents,
        count(*) filter (where cents is null) as unpriced,
        coalesce(sum(premium_seats), 0) as premium_seats
    from change_causes
),

billed as (
    select
        count(*) filter (where a.guard_standard = 'billable') as users,
        count(*) filter (where a.guard_premium = 'billable'
            and c.edition = 'premium') as premium_users
    from account_results as a
    cross join run_context as c
)

select
    '' as account_id,
    '' as email,
    '' as place,
    'the changes explain ' || cast(c.seats as varchar) || ' seats'
        || case when k.premium_seats = 0 then '' else ', '
            || cast(k.premium_seats as varchar) || ' of Premium,' end
        || ' and ' || cast(k.cents as varchar) || ' cents' as detail
from comparison as c
cross join causes as k
cross join night_prices as p
cross join billed as b
where p.before_users + c.seats <> b.users
    or p.before_premium_users + k.premium_seats <> b.premium_users
    or (k.unpriced = 0 and c.reason = '' and k.cents <> c.cents)
order by detail
