-- grain: one row per seat with another verdict and change that decided it
-- What the rules ask of the plan's rank and of the licence's comes of the plan, the
-- licence and the number of users.
with asked as (
    select pair_no, what, fact
    from deciding_facts
    where what like '%@%'
    union
    select d.pair_no, d.what, f.fact
    from deciding_facts as d
    join (
        select 'plan_rank' as asks, 'plan' as fact
        union all
        select 'plan_rank' as asks, 'is_intended' as fact
        union all
        select 'plan_rank' as asks, 'is_beyond_free' as fact
        union all
        select 'intended_rank' as asks, 'is_intended' as fact
    ) as f on f.asks = d.fact
    where d.what like '%@%'
)

select
    d.pair_no, d.what, d.field_no, d.field, d.product, d.place,
    d.before_value, d.after_value, d.is_loss, d.is_gain
from asked as a
join seat_differences as d
    on d.pair_no = a.pair_no and d.what = a.what and d.fact = a.fact
union all
select
    a.pair_no, a.what, c.field_no, c.field, '' as product, '' as place,
    c.before_value, c.after_value, c.is_loss, c.is_gain
from asked as a
join account_differences as c on c.pair_no = a.pair_no and c.fact = a.fact
where a.fact <> 'atlassian_says'
union all
select
    pair_no, what,
    case when before_kind is null then 11 else 12 end as field_no,
    case when before_kind is null then 'granted' else 'removed' end as field,
    product, place, '' as before_value, '' as after_value,
    after_kind is null as is_loss,
    before_kind is null as is_gain
from seat_outcomes
where before_kind is null or after_kind is null
