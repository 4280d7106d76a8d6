-- grain: one row per SCIM group in which no member is seen
-- severity: info
-- claim: Every group has members.
-- otherwise: These have none. A group of agents without any tells nothing of its site, whose Jira Service Management users then count as agents.
with named as (
    select _file, _sheet, _row, group_name, member_id,
        lower(group_name) as group_key
    from raw_scim_group_members
)

select
    '' as account_id,
    '' as email,
    replace(g._file || '[' || g._sheet || ']', '[]', '')
        || ':' || cast(g._row as varchar) as place,
    g.group_name || case
        when r.group_name is null then ''
        when r.place = '' then ', a group of agents'
        else ', the group of agents of ' || r.place
    end as detail
from named as g
left join agent_group_reach as r on r.group_name = g.group_key
where g.group_name <> ''
    and not exists (
        select 1 from named as m
        where m.group_key = g.group_key and m.member_id <> ''
    )
order by place, detail
