-- grain: one row per account, product and workspace whose list of members says
-- whether the member is billed: On Plan of Bitbucket, Licensed of Trello
-- The last file by path speaks first, as everywhere; two that differ make it
-- assumed. A list that names no workspace states it for place ''.
with stated as (
    select
        r.account_no,
        case when m._format = 'trello_enterprise' then 'trello'
            else 'bitbucket' end as product,
        m.workspace as place,
        r.source_order,
        case when coalesce(m.is_on_plan, m.is_licensed) then 1 else 2 end as code
    from stg_workspace_members as m
    join stg_files as f on f._file = m._file and f._sheet = m._sheet
    join account_rows as r on r.file_no = f.file_no and r._row = m._row
    where m.is_on_plan is not null or m.is_licensed is not null
)

select
    account_no,
    product,
    place,
    case mod(min(source_order * 4 + code), 4) when 1 then 'billable'
        when 2 then 'not_billable' end as atlassian_says,
    case when min(code) < max(code) then 3 else 1 end as atlassian_rank
from stated
group by account_no, product, place
