-- grain: one row per place whose owner nothing tells
-- severity: info
-- claim: The owner of every place is known.
-- otherwise: These are taken as your own. Name yours under sites: in billable.yaml.
select
    '' as account_id,
    '' as email,
    '' as place,
    name_space || ' ' || place || ': ' || cast(accounts as varchar) || ' accounts'
        as detail
from places
where ownership_rank = 3 and name_space <> 'other'
order by accounts desc, name_space, place
