-- grain: one row per account of both nights, product and place whose seat has
-- another verdict: a seat that is not there is not billed
with then_seats as (
    select
        d.pair_no, d.product, d.place, s.verdict, s.rule, s.kind_no
    from seat_sides as d
    join account_pairs as p on p.pair_no = d.pair_no
    join before_account_seats as s
        on s.account_no = p.before_no
        and s.product = d.product
        and s.place = d.place
    where d.night_no = 1
),

now_seats as (
    select
        d.pair_no, d.product, d.place, s.verdict, s.rule, s.kind_no
    from seat_sides as d
    join account_pairs as p on p.pair_no = d.pair_no
    join after_account_seats as s
        on s.account_no = p.after_no
        and s.product = d.product
        and s.place = d.place
    where d.night_no = 2
),

changed as (
    select
        t.pair_no, t.product, t.place,
        t.verdict as before_value, t.rule as before_rule,
        t.kind_no as before_kind,
        coalesce(n.verdict, '') as after_value, coalesce(n.rule, '') as after_rule,
        n.kind_no as after_kind
    from then_seats as t
    left join now_seats as n
        on n.pair_no = t.pair_no
        and n.product = t.product
        and n.place = t.place
    union all
    select
        n.pair_no, n.product, n.place,
        '' as before_value, '' as before_rule, cast(null as bigint) as before_kind,
        n.verdict as after_value, n.rule as after_rule, n.kind_no as after_kind
    from now_seats as n
    left join then_seats as t
        on t.pair_no = n.pair_no
        and t.product = n.product
        and t.place = n.place
    where t.pair_no is null
)

select
    c.pair_no, p.before_no, p.after_no, c.product, c.place,
    c.product || '@' || c.place as what,
    c.before_value, c.before_rule, c.before_kind,
    c.after_value, c.after_rule, c.after_kind
from changed as c
join account_pairs as p on p.pair_no = c.pair_no
where coalesce(nullif(c.before_value, ''), 'not_billable')
    <> coalesce(nullif(c.after_value, ''), 'not_billable')
