-- grain: one row per file, column or API product key, that is a product
-- Known by the alias table; else unknown:<text> when the header is
-- "<X> - <site>", when it is an API key, or when its cells are places. Any
-- other unknown column is an attribute: kept raw, reported, no grant.
with columns as (
    select
        c._format, c._file, c._sheet, c.header, c.product_key,
        c.product_text, c.place, c.role as kind, 'no' as is_key
    from stg_columns as c
    where c.role in ('access', 'activity')
    union all
    select distinct
        g._format, g._file, g._sheet, g.header, g.product_key,
        lower(trim(g.product_text)) as product_text,
        '' as place, g.kind, 'yes' as is_key
    from raw_grants as g
    join seed_sources as s on s.format = g._format
    where s.cells = 'keys'
),

named as (
    select
        c._format, c._file, c._sheet, c.header, c.product_key, c.place,
        c.kind, c.is_key,
        case
            when a.product is not null then a.product
            when c.place <> '' or c.is_key = 'yes' or p.header is not null
                then 'unknown:' || c.product_text
        end as product,
        coalesce(a.role, '') as role
    from columns as c
    left join seed_product_aliases as a on a.alias_key = c.product_key
    left join place_columns as p
        on p._file = c._file and p._sheet = c._sheet and p.header = c.header
        and c.kind = 'access'
),

access_places as (
    select distinct _file, _sheet, product, place
    from named
    where kind = 'access' and is_key = 'no' and product is not null
),

access_products as (
    select
        _file, _sheet, product,
        max(case when place = '' then 1 else 0 end) as is_without_place
    from access_places
    group by _file, _sheet, product
)

-- Where a column of access exists for product and place, it alone decides; one
-- without a place, in either kind of column, speaks for every place.
select
    n._format, n._file, n._sheet, n.header, n.product_key, n.place, n.kind,
    n.product,
    n.role,
    n.kind = 'access'
    or p.product is null
    or (n.place <> '' and p.is_without_place = 0 and l.place is null)
        as makes_grants
from named as n
left join access_products as p
    on p._file = n._file and p._sheet = n._sheet and p.product = n.product
left join access_places as l
    on l._file = n._file and l._sheet = n._sheet
    and l.product = n.product and l.place = n.place
where n.product is not null
