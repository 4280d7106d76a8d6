-- grain: one row per pattern of agent groups that no group of the night fits
-- severity: info
-- claim: Where groups are given, every pattern of agent_groups: fits one.
-- otherwise: These fit none and make nobody an agent; look for a slip in billable.yaml.
with named as (
    select lower(group_name) as group_name
    from raw_group_members
    where group_name <> ''
    union
    select lower(group_name) as group_name
    from raw_scim_group_members
    where group_name <> ''
),

fitted as (
    select p.pattern
    from stg_agent_groups as p
    join named as n
        on n.group_name like replace(replace(replace(replace(
            p.pattern, '!', '!!'), '%', '!%'), '_', '!_'), '*', '%') escape '!'
)

select
    '' as account_id,
    '' as email,
    '' as place,
    p.pattern || ': no group has such a name' as detail
from stg_agent_groups as p
where not exists (select 1 from fitted as f where f.pattern = p.pattern)
    and exists (select 1 from named)
    and exists (select 1 from config_patterns where kind = 'agent_group')
order by detail
