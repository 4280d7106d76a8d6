-- grain: one row per input row with a status, account type or policy type of
-- unknown meaning
-- severity: warn
-- claim: Every status, account type and policy type is a word that the program knows.
-- otherwise: These are taken as blank.
with words as (
    select distinct 'status' as field, status_word as word
    from stg_account_rows
    union all
    select distinct 'account_type' as field, account_type_word as word
    from stg_account_rows
    union all
    select distinct 'policy_type' as field, policy_word as word
    from stg_account_rows
),

unknown as (
    select w.field, w.word
    from words as w
    left join seed_words as s on s.field = w.field and s.word = w.word
    where w.word <> '' and s.word is null
)

select
    j.account_id,
    j.email,
    replace(j._file || '[' || j._sheet || ']', '[]', '')
        || ':' || cast(j._row as varchar) as place,
    replace(u.field, '_', ' ') || ' "' || u.word || '"' as detail
from unknown as u
join stg_account_rows as j
    on u.word = case u.field
        when 'status' then j.status_word
        when 'account_type' then j.account_type_word
        else j.policy_word
    end
order by place, detail
