-- grain: one row per larger quantity of Guard that its annual subscription may go to
-- The quantity that was asked for, or the next four tiers. It pays for the days that
-- are left of the year's term, the day asked about included (R40; the formula is
-- inferred, billing-rules 8.2).
with bought as (
    select users, is_tier
    from bill_bought
    where product = 'guard_standard'
),

tiers as (
    select
        t.users_to as users,
        row_number() over (order by t.users_to) as tier_no
    from price_brackets as t
    join bought as b on b.users < t.users_to
    where t.product = 'guard_standard' and t.is_tier and b.is_tier
),

wanted as (
    select upgrade_to as users
    from bill_question
    where upgrade_to is not null
    union
    select t.users
    from tiers as t
    cross join bill_question as q
    where t.tier_no <= 4 and q.upgrade_to is null
),

terms as (
    select
        r.day_no - a.day_no as remaining_days,
        r.day_no - s.day_no as days_in_term
    from run_context as c
    cross join bill_question as q
    join calendar as r on r.day = c.renews_on
    join calendar as s on s.day = cast(c.renews_on - interval '1' year as date)
    join calendar as a on a.day = q.asked_on
)

select
    b.users as from_users,
    w.users as to_users,
    t.remaining_days,
    t.days_in_term
from wanted as w
join bought as b on b.users < w.users
cross join terms as t
where t.remaining_days > 0 and t.remaining_days <= t.days_in_term
