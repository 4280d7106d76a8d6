-- grain: one row if there is an earlier night: its cost, at its own prices and at
-- those of the later night, and what is another one between the two
with then_paid as (
    select s.annual_cents, s.reason
    from before_scenarios as s
    where s.id = 'current'
),

now_paid as (
    select s.annual_cents, s.reason
    from after_scenarios as s
    where s.id = 'current'
),

terms as (
    select count(*) as changes
    from setting_changes
    where kind in ('edition', 'billing', 'purchased tier', 'discount', 'tax',
        'rate')
),

unpriced as (
    select count(*) as counts
    from counts_to_compare as c
    join priced_counts as p
        on p.users = c.users and p.premium_users = c.premium_users
    where p.annual_cents is null
)

select
    b.users as before_users,
    b.premium_users as before_premium_users,
    t.annual_cents as before_cents,
    n.annual_cents as after_cents,
    p.annual_cents as repriced_cents,
    x.currency as before_currency,
    y.currency as after_currency,
    case
        when x.currency <> y.currency then 'the nights are billed in '
            || x.currency || ' and ' || y.currency
        when t.annual_cents is null then 'the earlier night has no price: '
            || t.reason
        when n.annual_cents is null then 'the later night has no price: '
            || n.reason
        when p.annual_cents is null then 'the earlier night''s accounts have '
            || 'no price on the later one: ' || p.reason
        when q.annual_cents <> n.annual_cents then 'the later night was priced'
            || ' by another version of the program; run it again'
        when u.counts > 0 then 'a number of accounts between the two nights'
            || ' has no price'
        else ''
    end as reason,
    case
        when e.changes = 0 then 'price book'
        when x.price_book_version = y.price_book_version then 'billing terms'
        else 'price book and billing terms'
    end as cause
from then_paid as t
cross join now_paid as n
join compared_counts as b on b.night_no = 1
cross join before_night as x
cross join after_night as y
cross join unpriced as u
cross join terms as e
join priced_counts as p
    on p.users = b.users and p.premium_users = b.premium_users
join compared_counts as m on m.night_no = 2
join priced_counts as q
    on q.users = m.users and q.premium_users = m.premium_users
