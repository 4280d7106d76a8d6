-- grain: one row per account: its e-mail address, name and policy as the first
-- source by precedence spells them
select
    p.account_no,
    k.account_id,
    coalesce(e.email, '') as email,
    coalesce(e.email_key, '') as email_key,
    coalesce(n.name, '') as name,
    coalesce(y.policy_name, '') as policy_name
from account_picks as p
join account_keys as k on k.account_no = p.account_no
left join stg_account_rows as e on e.source_order = p.email_order
left join stg_account_rows as n on n.source_order = p.name_order
left join stg_account_rows as y on y.source_order = p.policy_name_order
