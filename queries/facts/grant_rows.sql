-- grain: one row per source row, product and place that shows access or activity
-- A yes word, and any text in a file without site lists, is access without a
-- place, or at the place that the header names; a no word is none; a Trello cell
-- holds a plan word (rules.md 1).
with worded as (
    select
        r.account_no,
        c.product,
        c.makes_grants,
        g.kind,
        s.cells,
        c.role as column_role,
        c.place as header_place,
        case when s.cells = 'sites' and c.place = '' and g.place_text <> ''
            then lower(g.place_text) else lower(g.cell) end as word,
        n.place,
        case when g.last_active_kind in ('known', 'before')
            then 1 else 0 end as has_activity,
        case when g.last_active_kind = 'known' then g.last_active_on end
            as last_active_on,
        case when g.last_active_kind = 'before' then g.last_active_on end
            as active_before
    from raw_grants as g
    join stg_files as f on f._file = g._file and f._sheet = g._sheet
    join account_rows as r on r.file_no = f.file_no and r._row = g._row
    join column_products as c
        on c._file = g._file
        and c._sheet = g._sheet
        and c.header = g.header
        and c.product_key = g.product_key
        and c.kind = g.kind
    join seed_sources as s on s.format = g._format
    join stg_place_names as n on n.place_text = g.place_text
)

select
    w.account_no,
    w.product,
    case
        when w.kind = 'activity' or w.cells <> 'sites'
            or w.header_place <> '' then w.place
        when y.word is not null or w.product = 'trello' then ''
        else w.place
    end as place,
    case when w.makes_grants and (w.kind = 'access' or w.has_activity = 1)
        then 1 else 0 end as makes_grant,
    case when w.kind = 'access' then 1 else 2 end as access_rank,
    case when w.product = 'trello' then cast(p.code as bigint) end as plan_code,
    case
        when w.kind = 'access' and w.cells = 'words' and r.code is not null
            then 10 + cast(r.code as bigint)
        when w.column_role = 'guest' then 23
        when w.product <> 'jsm' then 22
    end as role_pick,
    w.last_active_on,
    w.active_before
from worded as w
left join seed_words as y on y.field = 'yes' and y.word = w.word
left join seed_words as x on x.field = 'no' and x.word = w.word
left join seed_words as p on p.field = 'plan' and p.word = w.word
left join seed_words as r on r.field = 'role' and r.word = w.word
where not (w.kind = 'access' and w.cells <> 'keys' and x.word is not null)
