-- grain: one row when there are quotes: the way of splitting the bill to take, or why none
-- The cheapest that can be; the second sentence says by how much, and with which
-- discount the choice would flip.
with best as (
    select r.id, t.label, r.annual_cents, a.amount, c.currency
    from topology_ranks as r
    join topology_costs as t on t.id = r.id
    cross join run_context as c
    join seed_currencies as u on u.currency = c.currency
    join spelled_amounts as a
        on a.cents = r.annual_cents and a.minor_units = cast(u.minor_units as bigint)
    where r.is_best
),

others as (
    select
        r.id, r.more_cents, r.break_even, a.amount,
        row_number() over (order by r.rank_no) as place_no
    from topology_ranks as r
    cross join run_context as c
    join seed_currencies as u on u.currency = c.currency
    join spelled_amounts as a
        on a.cents = r.more_cents and a.minor_units = cast(u.minor_units as bigint)
    where not r.is_best
),

quoted as (
    select count(*) as quotes from quote_heads where is_newest
),

-- quotes as they rank over the years that are compared
spans as (
    select
        q.quote, q.rank_no, a.value as years,
        row_number() over (order by
            q.year_1
            + case when cast(a.value as bigint) >= 2 then q.year_2 else 0 end
            + case when cast(a.value as bigint) >= 3 then q.year_3 else 0 end
            + case when cast(a.value as bigint) >= 4 then q.year_4 else 0 end
            + case when cast(a.value as bigint) >= 5 then q.year_5 else 0 end,
            q.rank_no) as span_no
    from quotes as q
    join assumption_values as a on a.id = 'quote_years'
    where q.rank_no is not null
)

select
    b.id as topology,
    case
        when b.id is null then 'The data do not allow a recommendation: '
            || coalesce(t.why_not, 'no way of splitting the bill can be priced') || '.'
        else b.label || ' costs ' || b.currency || ' ' || b.amount
            || ' a year on equal terms'
            || case
                when o.id is null then '; no other way can be priced.'
                when o.more_cents = 0 then ', as much as ' || o.id
                    || '; the simpler way is preferred.'
                else ', ' || b.currency || ' ' || o.amount || ' less than ' || o.id
                    || '. A discount of '
                    || cast(cast((o.break_even - mod(o.break_even, 100)) / 100
                        as bigint) as varchar)
                    || '.' || substr(cast(100 + mod(o.break_even, 100) as varchar), 2)
                    || ' % on ' || o.id || ' would make it as cheap.'
            end
            || case when s.rank_no > 1 then ' Over ' || s.years || ' years '
                || s.quote || ' is the cheapest quote, though not in the first.'
                else '' end || coalesce(d.says, '')
    end as why,
    b.annual_cents,
    o.id as next_topology, o.more_cents as next_more_cents,
    o.break_even as next_break_even_basis_points
from quoted as q
left join best as b on q.quotes > 0
left join others as o on o.place_no = 1 and b.id is not null
left join topology_costs as t on t.id = 'split'
left join spans as s on s.span_no = 1
left join recommended_doubts as d on d.id = b.id
where q.quotes > 0
order by topology
