-- grain: one row per member of a Bitbucket or Trello workspace
-- "(INACTIVE)" behind a Bitbucket name says that the account is; a deactivated
-- Trello membership says nothing of the account, and makes no grant.
select
    _format, _file, _sheet, _row,

    -- ids
    account_id,
    email,
    name,

    -- words
    lower(trim(workspace)) as workspace,
    lower(permission) as permission,
    case when is_inactive then 'inactive' else '' end as status,

    -- typed
    is_on_plan,
    is_licensed,
    is_deactivated,
    last_active_kind,
    last_active_on
from raw_workspace_members
