-- grain: one row per account and input row that speaks of it, and how it joined
-- note: what the row says on each field on which the account's sources differ.
with noted as (
    select
        source_order,
        case when account_type = '' then ''
            else ', account type ' || account_type end
        || case when status = '' then '' else ', status ' || status end
        || case when policy_type = '' then ''
            else ', policy ' || policy_type end
        || case when billable = '' then '' else ', billable ' || billable end
        || case when claimed = '' then '' else ', claimed ' || claimed end
        || case when name = '' then '' else ', name ' || name end
        || case when email = '' then '' else ', e-mail ' || email end as note
    from conflict_rows
)

select
    r.account_no, r._format, r._file, r._sheet, r._row, r.joined_by,
    coalesce(substr(n.note, 3), '') as note
from account_rows as r
left join noted as n on n.source_order = r.source_order
union all
select account_no, _format, _file, _sheet, _row, joined_by, '' as note
from directory_joins
where account_no is not null
order by account_no, _file, _sheet, _row
