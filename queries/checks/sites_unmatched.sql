-- grain: one row per place that the config or a site list names and no access does
-- severity: info
-- claim: Every place under sites: is seen in some access.
-- otherwise: These are seen in none; a slip in one leaves the place that it meant to guesswork.
select distinct
    '' as account_id,
    '' as email,
    '' as place,
    c.place || ', stated as ' || c.ownership as detail
from config_places as c
where c.reason = 'config sites'
    and not exists (select 1 from grants as g where g.place = c.place)
    and not exists (select 1 from listed_places as l where l.place = c.place)
order by detail
