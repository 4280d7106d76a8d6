-- grain: one row per name space and place that is named like another own place
-- plus -sandbox or -sandbox-<digits> (rules.md 1, ownership)
with own_names as (
    select name_space, place from config_places where ownership = 'own'
    union
    select h.name_space, h.place
    from listed_places as h
    left join config_places as c
        on c.name_space = h.name_space and c.place = h.place
    where c.place is null
)

select distinct n.name_space, n.place
from named_places as n
join own_names as o
    on o.name_space = n.name_space
    and o.place <> n.place
    and substr(n.place, 1, length(o.place) + 8) = o.place || '-sandbox'
where length(n.place) = length(o.place) + 8
    or (
        substr(n.place, length(o.place) + 9, 1) = '-'
        and length(n.place) > length(o.place) + 9
        and translate(substr(n.place, length(o.place) + 10), '0123456789', '')
            = ''
    )
