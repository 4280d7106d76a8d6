-- grain: one row per name space and place in a column header of the users export
-- The organisation's own users export names its own sites and workspaces.
select distinct
    coalesce(p.name_space, 'site') as name_space,
    c.place
from column_products as c
left join seed_products as p on p.product = c.product
where c._format = 'org_users'
    and c.place <> ''
    and coalesce(p.name_space, 'site') <> 'other'
