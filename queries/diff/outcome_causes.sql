-- grain: one row per outcome that changed and change behind it, in words
-- cause_no 1 is the one that the outcome is counted under. A rule that came into
-- force or ended decides alone. Nothing of all this: the program itself changed
-- between the nights, or the outcome is unexplained, and it says so.
with rules as (
    select
        pair_no, what, 0 as field_no, '' as product, '' as place,
        'rule book' as cause,
        'rule ' || rule || ', in force ' || step || ' ' || step_on as detail
    from deciding_rules
    where step <> ''
),

explained as (
    select pair_no, what, field_no, product, place, cause, detail
    from rules
    union all
    select
        f.pair_no, f.what, f.field_no, f.product, f.place, f.cause, f.detail
    from caused_changes as f
    join deciding_rules as d on d.pair_no = f.pair_no and d.what = f.what
    where d.step = ''
),

complete as (
    select pair_no, what, field_no, product, place, cause, detail
    from explained
    union all
    select
        d.pair_no, d.what, 99 as field_no, '' as product, '' as place,
        case when c.same_rules then 'unexplained' else 'program' end as cause,
        d.rule as detail
    from deciding_rules as d
    cross join compared as c
    left join explained as e on e.pair_no = d.pair_no and e.what = d.what
    where e.pair_no is null
)

select
    pair_no, what, cause, detail,
    row_number() over (
        partition by pair_no, what order by field_no, product, place, cause
    ) as cause_no,
    count(*) over (partition by pair_no, what) as causes
from complete
