-- grain: one row per outcome that changed and change behind it, in words
-- cause_no 1 is the one that the outcome is counted under. A rule that came into
-- force or ended decides alone. Nothing of all this: the program itself changed
-- between the nights, or the outcome is unexplained, and it says so.
with facts as (
    select
        d.pair_no, d.what, d.field_no, d.product, d.place,
        coalesce(
            s.cause,
            case
                when d.is_loss and m.is_whole
                    then 'source missing (' || m.format || ')'
                when d.is_gain and n.is_whole
                    then 'new source (' || n.format || ')'
                when d.is_loss and d.product = ''
                    then 'no longer in ' || m.format
                when d.is_gain and d.product = '' then 'now in ' || n.format
            end,
            d.field || case when d.product = '' then '' else ' ' end || d.product
        ) as cause,
        d.field || case when d.product = '' then '' else ' ' end || d.product
            || case when d.place = '' then '' else ' at ' || d.place end
            || case
                when d.field in ('granted', 'removed') then ''
                else ': '
                    || coalesce(nullif(d.before_value, ''), 'unknown') || ' -> '
                    || coalesce(nullif(d.after_value, ''), 'unknown')
            end as detail
    from deciding_changes as d
    left join account_gaps as m on m.pair_no = d.pair_no and m.night_no = 1
    left join account_gaps as n on n.pair_no = d.pair_no and n.night_no = 2
    left join stated_causes as s
        on s.field = d.field and s.product = d.product and s.place = d.place
),

rules as (
    select
        pair_no, what, 0 as field_no, '' as product, '' as place,
        'rule book' as cause,
        'rule ' || rule || ' ' || step || ' on ' || step_on as detail
    from deciding_rules
    where step in ('began', 'ended')
),

explained as (
    select pair_no, what, field_no, product, place, cause, detail
    from rules
    union all
    select
        f.pair_no, f.what, f.field_no, f.product, f.place, f.cause, f.detail
    from facts as f
    join deciding_rules as d on d.pair_no = f.pair_no and d.what = f.what
    where d.step not in ('began', 'ended')
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
