-- grain: one row per changed fact that decided an outcome: its cause and detail
-- What was stated for one night only goes first; then an export that names the
-- account on one night only, if less (or more) is known without (or with) it, or
-- if what it said counted; else the change is its own cause.
with lost as (
    select pair_no, format, is_whole, is_first
    from account_gaps
    where night_no = 1
),

gained as (
    select pair_no, format, is_whole, is_first
    from account_gaps
    where night_no = 2
),

blamed as (
    select
        d.pair_no, d.what, d.field_no, d.field, d.product, d.place,
        d.before_value, d.after_value,
        s.cause as stated_cause,
        case
            when (m.is_whole or d.product = '')
                and (d.is_loss or (d.product = '' and m.is_first))
                then case when m.is_whole then 'source missing (' || m.format || ')'
                    else 'no longer in ' || m.format end
        end as lost_cause,
        case
            when (n.is_whole or d.product = '')
                and (d.is_gain or (d.product = '' and n.is_first))
                then case when n.is_whole then 'new source (' || n.format || ')'
                    else 'now in ' || n.format end
        end as gained_cause
    from deciding_changes as d
    left join lost as m on m.pair_no = d.pair_no
    left join gained as n on n.pair_no = d.pair_no
    left join stated_causes as s
        on s.field = d.field and s.product = d.product and s.place = d.place
)

select
    pair_no, what, field_no, product, place,
    coalesce(
        stated_cause,
        lost_cause,
        gained_cause,
        field || case when product = '' then '' else ' ' end || product
    ) as cause,
    field || case when product = '' then '' else ' ' end || product
        || case when place = '' then '' else ' at ' || place end
        || case
            when field in ('granted', 'removed') then ''
            else ': '
                || coalesce(nullif(before_value, ''), 'unknown') || ' -> '
                || coalesce(nullif(after_value, ''), 'unknown')
        end as detail
from blamed
