-- grain: one row if what changed does not lead from the earlier night to this one
-- severity: fatal
-- claim: The changes since the night before add up to the difference in accounts billed and in cost.
with causes as (
    select
        coalesce(sum(cents), 0) as cents,
        count(*) filter (where cents is null) as unpriced
    from change_causes
),

billed as (
    select count(*) as users
    from account_results
    where guard_standard = 'billable'
)

select
    '' as account_id,
    '' as email,
    '' as place,
    'the changes explain ' || cast(c.seats as varchar) || ' seats and '
        || cast(k.cents as varchar) || ' cents' as detail
from comparison as c
cross join causes as k
cross join night_prices as p
cross join billed as b
where p.before_users + c.seats <> b.users
    or (k.unpriced = 0 and c.reason = '' and k.cents <> c.cents)
order by detail
