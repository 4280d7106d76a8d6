-- grain: one row per account that appeared, left or changed, and night on which
-- a kind of export names it that does not on the other: the kind to blame first
-- is_whole: the other night was not given that kind of export at all. is_first:
-- it goes before every kind that names the account on the other night, so what it
-- said counted.
with asked as (
    select pair_no, before_no, after_no
    from changed_accounts
    union all
    select pair_no, before_no, after_no
    from account_pairs
    where before_no is null or after_no is null
),

named as (
    select a.pair_no, 1 as night_no, e._format as format
    from asked as a
    join before_account_evidence as e on e.account_no = a.before_no
    union
    select a.pair_no, 2 as night_no, e._format as format
    from asked as a
    join after_account_evidence as e on e.account_no = a.after_no
),

ordered as (
    select
        n.pair_no, n.night_no, n.format,
        cast(coalesce(s.precedence, '99') as bigint) as precedence
    from named as n
    left join seed_sources as s on s.format = n.format
),

best as (
    select pair_no, night_no, min(precedence) as precedence
    from ordered
    group by pair_no, night_no
),

once as (
    select pair_no, format, precedence, min(night_no) as night_no
    from ordered
    group by pair_no, format, precedence
    having count(*) = 1
),

ranked as (
    select
        o.pair_no, o.night_no, o.format,
        g.format is not null as is_whole,
        b.precedence is null or o.precedence < b.precedence as is_first,
        row_number() over (
            partition by o.pair_no, o.night_no
            order by
                case when g.format is null then 1 else 0 end,
                o.precedence,
                o.format
        ) as pick_no
    from once as o
    left join best as b
        on b.pair_no = o.pair_no and b.night_no = 3 - o.night_no
    left join source_gaps as g
        on g.format = o.format and g.night_no = o.night_no
)

select pair_no, night_no, format, is_whole, is_first
from ranked
where pick_no = 1
