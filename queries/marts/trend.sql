-- grain: one row per night up to this one, the last 400 of them: what it counted
-- A night's trend is that of the night before and itself, so that it rests on one
-- earlier night only, the one that the run's identity names. A night before that was
-- published without a trend stands for itself alone.
with paid_before as (
    select min(annual_cents) as annual_cents
    from before_scenarios
    where id = 'current'
),

told_before as (
    select count(*) as nights
    from before_trend as t
    join compared as c on c.before_as_of = t.as_of
),

nights as (
    select as_of, accounts, billable, unknown, annual_cents, currency
    from before_trend
    union all
    select
        c.before_as_of as as_of, n.accounts, n.billable, n.unknown,
        p.annual_cents, n.currency
    from compared as c
    cross join before_night as n
    cross join paid_before as p
    cross join told_before as t
    where c.has_before and t.nights = 0 and n.billable is not null
    union all
    select
        n.as_of, n.accounts, n.billable, n.unknown,
        s.annual_cents, n.currency
    from night as n
    join scenarios as s on s.id = 'current'
),

ranked as (
    select
        n.as_of, n.accounts, n.billable, n.unknown, n.annual_cents, n.currency,
        row_number() over (order by n.as_of desc) as newest_no
    from nights as n
    cross join run_context as c
    where n.as_of <= c.as_of
)

select
    r.as_of,
    r.accounts,
    r.billable,
    r.unknown,
    r.annual_cents,
    r.currency
from ranked as r
join seed_forecast_terms as t on t.term = 'trend_nights'
where r.newest_no <= cast(t.value as bigint)
order by as_of
