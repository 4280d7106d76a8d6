-- grain: one row per account and site at which its groups make it a JSM agent
with spoken as (
    select distinct g.account_no, r.place
    from account_groups as g
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
