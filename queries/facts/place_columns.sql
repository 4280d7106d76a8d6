-- grain: one row per file and column of unknown name in which every non-blank
-- cell consists of places that known products' grants name, at least one
-- The rows of a mended copy are judged with those of the file that they are of.
with homes as (
    select
        _file,
        _sheet,
        min(rejected_file) as home_file,
        min(rejected_sheet) as home_sheet
    from raw_mends
    group by _file, _sheet
),

columns as (
    select
        g._file,
        g._sheet,
        g.header,
        coalesce(h.home_file, g._file) as home_file,
        coalesce(h.home_sheet, g._sheet) as home_sheet,
        count(*) as cells,
        count(k.place) as places
    from raw_grants as g
    left join seed_product_aliases as a on a.alias_key = g.product_key
    left join stg_place_names as n
        on n.place_text = g.place_text and g.place_text <> ''
    left join known_places as k
        on k.place = coalesce(n.place, lower(g.cell))
    left join homes as h on h._file = g._file and h._sheet = g._sheet
    where a.alias_key is null and g.kind = 'access'
    group by
        g._file, g._sheet, g.header,
        coalesce(h.home_file, g._file), coalesce(h.home_sheet, g._sheet)
),

judged as (
    select home_file, home_sheet, header
    from columns
    group by home_file, home_sheet, header
    having sum(cells) = sum(places)
)

select
    c._file,
    c._sheet,
    c.header
from columns as c
join judged as j
    on j.home_file = c.home_file and j.home_sheet = c.home_sheet
    and j.header = c.header
