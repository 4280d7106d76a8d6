-- grain: one row per account and place with JSM: its role and how it is known
-- A stated role first; then account type customer; then the agent groups that
-- speak for the site, if one of their members is seen and a source of groups
-- names the account; else an agent, assumed (R30).
with informed as (
    select distinct place from agent_sites
),

listed as (
    select k.account_no, n.place as site
    from raw_agents as a
    join stg_place_names as n on n.place_text = a.site
    join account_keys as k on k.account_id = a.account_id
    where a.account_id <> ''
    union
    select e.account_no, n.place as site
    from raw_agents as a
    join stg_place_names as n on n.place_text = a.site
    join email_accounts as e on e.email_key = lower(trim(a.email))
    where a.account_id = ''
),

judged as (
    select
        m.account_no, m.place, m.role_pick,
        p.account_type, p.account_type_rank,
        l.account_no is not null as is_listed,
        i.place is not null and n.account_no is not null as is_informed,
        s.account_no is not null as is_member
    from grant_merges as m
    join account_profile as p on p.account_no = m.account_no
    left join listed as l
        on l.account_no = m.account_no and (l.site = m.place or l.site = '')
    left join informed as i on i.place = m.place
    left join group_named_accounts as n on n.account_no = m.account_no
    left join agent_sites as s
        on s.account_no = m.account_no and s.place = m.place
    where m.product = 'jsm'
)

select distinct
    account_no,
    place,
    case
        when role_pick is not null and (role_pick <= 12 or not is_listed)
            then role_pick - 10
        when is_listed then 2
        when account_type = 'customer' then 5
        when is_informed and not is_member then 5
        else 2
    end as role_code,
    case
        when role_pick is not null or is_listed then 1
        when account_type = 'customer' then account_type_rank
        when is_informed then 2
        else 3
    end as role_rank
from judged
