-- grain: one row per place that a grant of a known product names
-- A Trello cell holds a plan word, never a place (exports.md 1.7).
select distinct n.place
from raw_grants as g
join seed_product_aliases as a on a.alias_key = g.product_key
join seed_sources as s on s.format = g._format
join stg_place_names as n on n.place_text = g.place_text
left join seed_words as w
    on w.word = n.place and w.field in ('yes', 'no')
where (
        g.kind = 'access'
        or g.last_active_kind in ('known', 'before')
    )
    and n.place <> ''
    and w.word is null
    and not (a.product = 'trello' and s.cells = 'sites')
