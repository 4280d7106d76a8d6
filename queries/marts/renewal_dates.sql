-- grain: one row per active subscription that renews, and day on which something is
-- due: the marks before it, the notice where its length is known, the renewal
with dues as (
    select mark, cast(days as bigint) as days, meaning
    from seed_renewal_marks
    union all
    select
        'notice' as mark,
        e.notice_days as days,
        'last day to give notice, '
            || cast(e.notice_days as varchar) || ' days before the renewal'
            as meaning
    from renewal_terms as e
    where e.notice_days is not null
)

select
    s.subscription_no,
    d.mark,
    d.days as days_before,
    cast(s.renews_on - d.days * interval '1' day as date) as due_on,
    s.days_left - d.days as days_left,
    d.meaning
from subscriptions as s
cross join dues as d
where s.is_active and s.renews_on is not null
order by due_on, days_before desc, mark, subscription_no
