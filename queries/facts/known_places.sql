-- grain: one row per place that a grant of a known product names
-- A Trello cell holds a plan word, never a place (exports.md 1.7); where the
-- header names the place, the cell says no more than yes or no.
with placed_headers as (
    select distinct header
    from stg_columns
    where place <> ''
),

worded as (
    select
        n.place,
        g.kind,
        g.last_active_kind,
        a.product,
        s.cells = 'sites' and h.header is null as lists_places,
        case when s.cells = 'sites' and h.header is null
            then n.place else lower(g.cell) end as word
    from raw_grants as g
    join seed_product_aliases as a on a.alias_key = g.product_key
    join seed_sources as s on s.format = g._format
    join stg_place_names as n on n.place_text = g.place_text
    left join placed_headers as h on h.header = g.header
    where n.place <> ''
)

select distinct d.place
from worded as d
left join seed_words as w
    on w.word = d.word and w.field in ('yes', 'no')
where (
        d.kind = 'activity'
        and d.last_active_kind in ('known', 'before')
    )
    or (
        d.kind = 'access'
        and (w.word is null or (w.field = 'yes' and not d.lists_places))
        and not (d.product = 'trello' and d.lists_places)
    )
