-- grain: one row per source row of an account on which two sources differ
-- Each column holds what the row says on a field that differs; blank where it is
-- silent, or where the sources agree.
with words as (
    select field, word, value
    from seed_words
    where field in ('account_type', 'status', 'policy_type')
)

select
    c.account_no,
    r.source_order, r._format, r._file, r._sheet, r._row,
    case when c.account_types_differ then coalesce(t.value, '') else ''
        end as account_type,
    case when c.statuses_differ then coalesce(w.value, '') else ''
        end as status,
    case when c.policies_differ then coalesce(p.value, '') else ''
        end as policy_type,
    case
        when not c.billables_differ then ''
        when r.billable_code = 1 then 'yes'
        when r.billable_code = 2 then 'no'
        else ''
    end as billable,
    case
        when not c.claims_differ then ''
        when r.is_claimed_elsewhere_row = 1 then 'elsewhere'
        when r.claims = 1 then 'here'
        when r.is_external_row = 1 then 'no'
        when r.is_not_claimed_elsewhere_row = 1 then 'not elsewhere'
        else ''
    end as claimed,
    case when c.names_differ and r.has_name then s.name else '' end as name,
    case when c.emails_differ and r.has_email then s.email else '' end as email
from conflicted_accounts as c
join account_rows as r on r.account_no = c.account_no
join stg_account_rows as s on s.source_order = r.source_order
left join words as t
    on t.field = 'account_type' and t.word = s.account_type_word
left join words as w on w.field = 'status' and w.word = s.status_word
left join words as p on p.field = 'policy_type' and p.word = s.policy_word
