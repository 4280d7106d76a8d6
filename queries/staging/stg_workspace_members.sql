-- grain: one row per member of a Bitbucket or Trello workspace
-- "(INACTIVE)" behind a Bitbucket name says that the account is; a deactivated
-- Trello membership says nothing of the account, and makes no grant.
select
    m._format, m._file, m._sheet, m._row,

    -- ids
    m.account_id,
    m.email,
    m.name,

    -- words
    n.place as workspace,
    lower(m.permission) as permission,
    case when m.is_inactive then 'inactive' else '' end as status,

    -- typed
    m.is_on_plan,
    m.is_licensed,
    m.is_deactivated,
    m.last_active_kind,
    m.last_active_on
from raw_workspace_members as m
join stg_place_names as n on n.place_text = m.workspace
