-- grain: one row per account, field that differs and source row that speaks on it
-- is_chosen: the row that decides the field, the first by precedence; one domain
-- export that says another organisation has claimed the account is enough.
with said as (
    select account_no, 1 as field_no, 'account type' as field,
        account_type as value, source_order, _file, _sheet, _row
    from conflict_rows
    where account_type <> ''
    union all
    select account_no, 2, 'status', status, source_order, _file, _sheet, _row
    from conflict_rows
    where status <> ''
    union all
    select account_no, 3, 'policy', policy_type, source_order, _file, _sheet,
        _row
    from conflict_rows
    where policy_type <> ''
    union all
    select account_no, 4, 'billable', billable, source_order, _file, _sheet,
        _row
    from conflict_rows
    where billable <> ''
    union all
    select account_no, 5, 'claimed', claimed, source_order, _file, _sheet, _row
    from conflict_rows
    where claimed <> ''
    union all
    select account_no, 6, 'name', name, source_order, _file, _sheet, _row
    from conflict_rows
    where name <> ''
    union all
    select account_no, 7, 'e-mail', email, source_order, _file, _sheet, _row
    from conflict_rows
    where email <> ''
),

ranked as (
    select
        account_no, field_no, field, value, _file, _sheet, _row,
        row_number() over (
            partition by account_no, field_no
            order by
                case when field_no = 5 and value = 'elsewhere' then 0 else 1 end,
                source_order
        ) as speaker_no
    from said
)

select
    account_no,
    cast(field_no as integer) as field_no,
    field,
    cast(speaker_no as bigint) as speaker_no,
    value,
    speaker_no = 1 as is_chosen,
    _file,
    _sheet,
    _row
from ranked
order by account_no, field_no, speaker_no
