-- grain: one row per file and column of unknown name in which every non-blank
-- cell consists of places that known products' grants name, at least one
select
    g._file,
    g._sheet,
    g.header
from raw_grants as g
left join seed_product_aliases as a on a.alias_key = g.product_key
left join stg_place_names as n
    on n.place_text = g.place_text and g.place_text <> ''
left join known_places as k
    on k.place = coalesce(n.place, lower(g.cell))
where a.alias_key is null and g.kind = 'access'
group by g._file, g._sheet, g.header
having count(*) = count(k.place)
