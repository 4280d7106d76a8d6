-- grain: one row per account and site at which its groups make it a JSM agent
-- account_no null: a member is seen who is no account of the night. It makes
-- nobody an agent, but says that the groups of the site are known.
with seen as (
    select
        cast(null as bigint) as account_no,
        lower(group_name) as group_name
    from raw_group_members
    union
    select
        cast(null as bigint) as account_no,
        lower(m.group_name) as group_name
    from raw_scim_group_members as m
    join raw_scim_users as u on u.scim_id = m.member_id
    where m.member_id <> ''
    union
    select account_no, group_name
    from account_groups
),

spoken as (
    select distinct g.account_no, r.place
    from seen as g
    join agent_group_reach as r on r.group_name = g.group_name
)

select s.account_no, s.place
from spoken as s
where s.place <> ''
union
select s.account_no, p.place
from spoken as s
join places as p on p.name_space = 'site' and p.ownership = 'own'
where s.place = ''
