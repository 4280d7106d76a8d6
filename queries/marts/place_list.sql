-- grain: one row per name space and place: whose it is, how that is known, who uses it
select
    name_space,
    place,
    ownership,
    case ownership_rank when 1 then 'stated' when 2 then 'derived'
        else 'assumed' end as known,
    reason,
    cast(accounts as bigint) as accounts
from places
order by name_space, place
