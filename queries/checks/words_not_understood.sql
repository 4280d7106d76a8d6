-- grain: one row per input row with a status, account type or policy type of
-- unknown meaning
-- severity: warn
-- claim: Every status, account type and policy type is a word that the program knows; an unknown one is taken as blank.
with words as (
    select account_id, email, _file, _row, 'status' as field, status_word as word
    from account_joins
    union all
    select account_id, email, _file, _row, 'account_type' as field,
        account_type_word as word
    from account_joins
    union all
    select account_id, email, _file, _row, 'policy_type' as field,
        policy_word as word
    from account_joins
)

select
    w.account_id,
    w.email,
    w._file || ':' || cast(w._row as varchar) as place,
    replace(w.field, '_', ' ') || ' "' || w.word || '"' as detail
from words as w
left join seed_words as s on s.field = w.field and s.word = w.word
where w.word <> '' and s.word is null
order by place, detail
