-- grain: one row per product and place of whose users a whole list is given, named
-- as a subscription
-- The organisation's users export has a column of access for it, or a list of
-- its members names the workspace. Other sources leave external users out.
select product || '@' || place as subscription
from column_products
where _format = 'org_users' and kind = 'access' and place <> ''
union
select
    case when _format = 'trello_enterprise' then 'trello' else 'bitbucket' end
        || '@' || workspace as subscription
from stg_workspace_members
where workspace <> ''
