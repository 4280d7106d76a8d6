-- grain: one row per period and subscription: the quantity that it starts with
-- Under maximum-quantity billing the count of the day before (R8), else that of
-- the first day, the billing date (R41). Where no night is as early it is the
-- first that is there (start_known first_night). No row: no night at all.
with in_force as (
    select p.period_no, r.product, r.rule
    from bill_periods as p
    join seed_quantity_rules as r
        on cast(r.effective_from as date) <= p.starts_on
        and (r.effective_to = '' or cast(r.effective_to as date) > p.starts_on)
),

ruled as (
    select
        d.period_no, d.product, d.place, d.day, d.day_no, d.is_before,
        d.night, d.users, d.known,
        coalesce(r.rule, 'billing_date') as rule
    from bill_days as d
    left join in_force as r
        on r.period_no = d.period_no and r.product = d.product
),

ranked as (
    select
        period_no, product, place, day, day_no, is_before, night, users, known,
        rule,
        row_number() over (
            partition by period_no, product, place
            order by day_no
        ) as start_no
    from ruled
    where users is not null
        and (not is_before or rule = 'maximum_quantity')
)

select
    r.period_no,
    r.product,
    r.place,
    r.rule,
    r.users as start_users,
    r.day_no as start_day_no,
    r.night as start_night,
    case
        when r.is_before then r.known
        when r.rule = 'billing_date' and r.day = p.starts_on then r.known
        else 'first_night'
    end as start_known
from ranked as r
join bill_periods as p on p.period_no = r.period_no
where r.start_no = 1
