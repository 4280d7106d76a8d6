-- grain: one row per input row that reached no account, though it names one; and
-- one per format of which rows were lost or doubled
-- severity: fatal
-- claim: Every input row that was kept is judged once: it reaches one account, or is named among the rows that lead to two accounts or to none.
with unjoined as (
    select s._format, s._file, s._sheet, s._row, s.account_id, s.email,
        s.email_key
    from stg_account_rows as s
    left join account_rows as r on r.source_order = s.source_order
    where r.source_order is null
),

kept as (
    select _format, count(*) as rows_kept
    from stg_named_rows
    group by _format
),

reached as (
    select _format from account_rows
    union all
    select _format from unjoined
),

judged as (
    select _format, count(*) as rows_judged
    from reached
    group by _format
)

select
    u.account_id,
    u.email,
    replace(u._file || '[' || u._sheet || ']', '[]', '')
        || ':' || cast(u._row as varchar) as place,
    'joined no account' as detail
from unjoined as u
join seed_sources as s on s.format = u._format
left join email_owners as o on o.email_key = u.email_key
where u.account_id <> ''
    or o.account_ids = 1
    or (o.email_key is null and s.names_accounts = 'yes')
union all
select
    '' as account_id,
    '' as email,
    '' as place,
    k._format || ': ' || cast(k.rows_kept as varchar) || ' rows kept, '
        || cast(coalesce(j.rows_judged, 0) as varchar) || ' judged' as detail
from kept as k
left join judged as j on j._format = k._format
where coalesce(j.rows_judged, 0) <> k.rows_kept
order by place, account_id, detail
