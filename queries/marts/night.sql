-- grain: one row: what the night comes to
-- as: table
-- premium_*: whom Guard Premium counts, whether or not its add-on is bought.
with recoverable as (
    select
        a.annual_cents - i.annual_cents as cents,
        case when a.annual_reason <> '' then a.annual_reason
            else i.annual_reason end as reason
    from ladder as a
    cross join ladder as i
    where a.id = 'accidental' and i.id = 'intended'
),

book as (
    select
        max(case when b.effective_from <= c.as_of then b.effective_from end)
            as last_effective
    from stg_price_book as b
    cross join run_context as c
    where b.product = 'guard_standard'
),

inferred as (
    select count(*) filter (where p.is_inferred) as counts
    from priced_counts as p
    join shown_counts as s
        on s.users = p.users and s.premium_users = p.premium_users
),

unsure as (
    select count(*) as places
    from places
    where ownership_rank = 3 and name_space <> 'other'
)

select
    c.org, c.as_of,
    cast(n.accounts as bigint) as accounts,
    cast(n.billable as bigint) as billable,
    cast(n.unknown_accounts as bigint) as unknown,
    r.cents as recoverable_cents,
    r.reason as recoverable_reason,
    c.edition, c.billing, c.purchased_tier, c.renews_on, c.currency,
    cast(m.minor_units as bigint) as minor_units,
    c.price_book_version,
    b.last_effective as price_book_last_effective,
    coalesce(cast(b.last_effective + interval '1' year as date) < c.as_of, true)
        as price_book_is_old,
    i.counts > 0 as uses_inferred_prices,
    case
        when b.last_effective is null
            then 'The price book has no price for this night.'
        when cast(b.last_effective + interval '1' year as date) < c.as_of
            then 'The newest price of the book is of '
                || cast(b.last_effective as varchar)
                || ', more than a year before this night.'
        else ''
    end || case when i.counts > 0
        then ' Some figures rest on inferred prices.' else '' end as price_note,
    cast(u.places as bigint) as assumed_sites,
    case when u.places > 0
        then cast(u.places as varchar) || ' places are taken as your own because'
            || ' no own place is known; name yours under sites: in billable.yaml'
        else '' end as site_note,
    cast(n.premium_users as bigint) as premium_billable,
    cast(n.premium_unknown as bigint) as premium_unknown
from run_context as c
cross join verdict_totals as n
cross join recoverable as r
cross join book as b
cross join inferred as i
cross join unsure as u
join seed_currencies as m on m.currency = c.currency
