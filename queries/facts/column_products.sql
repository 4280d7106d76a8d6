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
)

select
    n._format, n._file, n._sheet, n.header, n.product_key, n.place, n.kind,
    n.product,
    n.role,
    -- where a column of access exists for product and place, it alone decides
    n.kind = 'access' or not exists (
        select 1
        from named as x
        where x._file = n._file
            and x._sheet = n._sheet
            and x.kind = 'access'
            and x.is_key = 'no'
            and x.product = n.product
            and (x.place = n.place or x.place = '' or n.place = '')
    ) as makes_grants
from named as n
where n.product is not null
