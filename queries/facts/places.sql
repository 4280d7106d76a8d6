-- grain: one row per name space and place: whose it is, and how that is known
-- The first step that applies decides (rules.md 1, ownership): config; a
-- subscriptions export or a header of the users export; not among the known own
-- places; nothing is known.
with known_spaces as (
    select name_space
    from config_places
    where ownership = 'own' and makes_known = 1
    union
    select h.name_space
    from listed_places as h
    left join sandbox_places as s
        on s.name_space = h.name_space and s.place = h.place
    left join config_places as c
        on c.name_space = h.name_space and c.place = h.place
    where coalesce(c.ownership, 'own') = 'own'
        and (s.place is null or c.place is not null)
),

stepped as (
    select
        n.name_space, n.place, n.accounts,
        case
            when c.ownership is not null then 'config'
            when n.name_space = 'other' then 'other'
            when h.place is not null and s.place is null then 'listed'
            when s.place is not null then 'sandbox'
            when k.name_space is not null then 'foreign'
            else 'nothing'
        end as step,
        h.listed_rank,
        c.ownership as config_ownership,
        c.reason as config_reason
    from named_places as n
    left join config_places as c
        on c.name_space = n.name_space and c.place = n.place
    left join listed_places as h
        on h.name_space = n.name_space and h.place = n.place
    left join sandbox_places as s
        on s.name_space = n.name_space and s.place = n.place
    left join known_spaces as k on k.name_space = n.name_space
)

select
    name_space, place, accounts,
    case step
        when 'config' then config_ownership
        when 'sandbox' then 'sandbox'
        when 'foreign' then 'foreign'
        else 'own'
    end as ownership,
    case step
        when 'config' then 1
        when 'other' then 3
        when 'nothing' then 3
        when 'foreign' then 2
        else coalesce(listed_rank, 2)
    end as ownership_rank,
    case step
        when 'config' then config_reason
        when 'other' then 'pages and videos are never judged foreign'
        when 'listed' then case listed_rank
            when 1 then 'in a subscriptions export'
            else 'in a column header of the users export'
        end
        when 'sandbox' then 'named like an own place plus -sandbox'
        when 'foreign' then 'not among the known own places'
        else 'no own place is known'
    end as reason
from stepped
