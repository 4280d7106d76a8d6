-- grain: one row per pattern of a group name that marks JSM agents
-- The config's agent_groups replace the usual ones of the seed.
select lower(pattern) as pattern
from config_patterns
where kind = 'agent_group'
union all
select lower(pattern) as pattern
from seed_agent_groups
where not exists (select 1 from config_patterns where kind = 'agent_group')
