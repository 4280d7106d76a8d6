-- grain: one row per line of a subscriptions export or an invoice that counts users
-- reason: why it cannot be held against the night; else empty. A quantity for
-- more than two months is what was bought, not what was counted (R39).
with papers as (
    select
        'subscriptions' as source,
        s.entitlement_number as paper,
        s.product,
        s.place,
        coalesce(s.active_user_count, s.user_count) as users,
        s.as_of_on as counted_on,
        case
            when cast(s.as_of_on + interval '31' day as date) < c.as_of
                or s.as_of_on > cast(c.as_of + interval '31' day as date)
                then 'it was read more than a month from the night'
            else ''
        end as reason,
        s._file, s._sheet, s._row
    from stg_subscriptions as s
    cross join run_context as c
    where s.is_active and not s.is_app
    union all
    select
        'invoice' as source,
        i.invoice_number as paper,
        i.product,
        i.place,
        i.quantity as users,
        coalesce(i.period_start_on, i.invoiced_on) as counted_on,
        case
            when cast(i.period_start_on + interval '62' day as date)
                < i.period_end_on
                then 'its period is longer than two months: what was bought, not'
                    || ' what was counted'
            when i.period_start_on > c.as_of or i.period_end_on < c.as_of
                then 'its period does not hold the night'
            when i.period_start_on is null
                and cast(i.invoiced_on + interval '31' day as date) < c.as_of
                then 'it was written more than a month before the night'
            else ''
        end as reason,
        i._file, i._sheet, i._row
    from stg_invoices as i
    cross join run_context as c
    where i.line_type <> 'credit'
)

select
    p.source,
    p.paper,
    coalesce(g.subscription, p.product || '@' || p.place) as subscription,
    p.users,
    p.counted_on,
    case
        when p.reason = '' and g.subscription is null and p.place = ''
            then 'it names no site'
        else p.reason
    end as reason,
    p._file, p._sheet, p._row
from papers as p
left join guard_papers as g
    on g._file = p._file and g._sheet = p._sheet and g._row = p._row
where p.users is not null
    and (g.subscription is not null or p.product is not null)
