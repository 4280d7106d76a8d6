-- grain: one row per group that marks JSM agents: the site it speaks for
-- A name that ends in -<site> of any site seen speaks for that site alone, the
-- longest match first; '' is a group that speaks for all own sites.
with named as (
    select distinct lower(group_name) as group_name
    from raw_group_members
    where group_name <> ''
    union
    select distinct lower(group_name) as group_name
    from raw_scim_group_members
    where group_name <> ''
),

agents as (
    select distinct n.group_name
    from named as n
    join stg_agent_groups as p
        on n.group_name like replace(replace(replace(replace(
            p.pattern, '!', '!!'), '%', '!%'), '_', '!_'), '*', '%') escape '!'
),

ended as (
    select
        a.group_name,
        p.place,
        row_number() over (
            partition by a.group_name order by length(p.place) desc, p.place
        ) as match_no
    from agents as a
    join places as p
        on p.name_space = 'site'
        and length(a.group_name) > length(p.place) + 1
        and substr(a.group_name, length(a.group_name) - length(p.place))
            = '-' || p.place
)

select
    a.group_name,
    coalesce(e.place, '') as place
from agents as a
left join ended as e on e.group_name = a.group_name and e.match_no = 1
