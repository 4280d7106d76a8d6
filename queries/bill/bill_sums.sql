-- grain: one row per period and subscription: what its lines come to
-- An amount that is not known makes the sum unknown. is_whole: every day to the end
-- of the period has a count that a night says, and so has its start.
with states as (
    select
        period_no, product, place,
        count(*) filter (where known in ('projected', 'unknown')
            and not is_before) as open_days,
        count(*) filter (where known = 'held' and not is_before) as held_days,
        max(users) filter (where not is_before) as most_users,
        max(night) as last_night
    from bill_days
    group by period_no, product, place
),

lines as (
    select
        period_no, product, place,
        min(case when kind in ('base', 'bought') then cents end) as base_cents,
        min(case when kind in ('base', 'bought') then tax_cents end)
            as base_tax_cents,
        sum(case when kind = 'extra' then cents end) as extra_cents,
        sum(case when kind = 'extra' then tax_cents end) as extra_tax_cents,
        count(*) filter (where kind = 'extra') as extras,
        count(*) filter (where kind = 'extra' and cents is null) as unpriced,
        min(case when kind = 'removal' then cents end) as removal_cents,
        max(reason) as reason,
        max(case when is_inferred then 1 else 0 end) as inferred
    from bill_lines
    where kind <> 'upgrade'
    group by period_no, product, place
)

select
    s.period_no, s.product, s.place, b.rule, b.start_users, b.start_known,
    b.start_night,
    case when b.rule = 'maximum_quantity' and s.most_users > b.start_users
        then s.most_users else b.start_users end as billed_users,
    s.last_night,
    cast(s.open_days as bigint) as open_days,
    cast(s.held_days as bigint) as held_days,
    b.start_users is not null and b.start_known in ('night', 'held')
        and s.open_days = 0 as is_whole,
    l.base_cents,
    l.base_tax_cents,
    cast(case when l.unpriced = 0 then coalesce(l.extra_cents, 0) end
        as bigint) as extra_cents,
    cast(case when l.unpriced = 0 then coalesce(l.extra_tax_cents, 0) end
        as bigint) as extra_tax_cents,
    cast(coalesce(l.extras, 0) as bigint) as extras,
    l.removal_cents,
    coalesce(l.reason, '') as reason,
    coalesce(l.inferred, 0) = 1 as is_inferred
from states as s
left join bill_starts as b
    on b.period_no = s.period_no
    and b.product = s.product
    and b.place = s.place
left join lines as l
    on l.period_no = s.period_no
    and l.product = s.product
    and l.place = s.place
