-- grain: one row if there is an earlier night: what changed since, in numbers
-- as: table
with counts as (
    select
        count(*) filter (where what = 'appeared') as appeared,
        count(*) filter (where what = 'left') as gone,
        count(*) filter (where what = 'class') as classes,
        count(*) filter (where what not in ('appeared', 'left', 'class'))
            as verdicts,
        count(*) filter (where cause = 'unexplained') as unexplained,
        sum(seats) as seats,
        sum(case when seats > 0 then seats end) as gained,
        sum(case when seats < 0 then - seats end) as lost
    from change_rows
)

select
    c.before_as_of,
    c.before_run_id,
    cast(n.appeared as bigint) as appeared,
    cast(n.gone as bigint) as gone,
    cast(n.classes as bigint) as classes,
    cast(n.verdicts as bigint) as verdicts,
    cast(n.unexplained as bigint) as unexplained,
    cast(coalesce(n.seats, 0) as bigint) as seats,
    cast(coalesce(n.gained, 0) as bigint) as gained,
    cast(coalesce(n.lost, 0) as bigint) as lost,
    p.before_cents,
    p.after_cents,
    case when p.reason = '' then p.after_cents - p.before_cents end as cents,
    p.after_currency as currency,
    p.reason
from compared as c
cross join counts as n
cross join night_prices as p
where c.has_before
