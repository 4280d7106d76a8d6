-- grain: one row per source row that speaks of an account, as its table has it
-- SCIM users join the account rows. One with an Atlassian account id names an
-- account and its status; one without only says of an account that it matches
-- by e-mail that it is synced.
select
    _format, _file, _sheet, _row, account_id, email, name, account_type,
    status, is_billable, is_claimed, claim_status, management_source,
    policy_name, policy_type, last_active_kind, last_active_on
from raw_accounts
union all
select
    _format, _file, _sheet, _row, account_id, email, name, account_type,
    status, is_billable, is_claimed, claim_status, management_source,
    policy_name, policy_type, last_active_kind, last_active_on
from raw_policy_members
union all
select
    _format, _file, _sheet, _row, account_id,
    case when email <> '' then email else user_name end as email,
    case when account_id <> '' then name else '' end as name,
    '' as account_type,
    case
        when account_id = '' then ''
        when is_active then 'active'
        when not is_active then 'deactivated'
        else ''
    end as status,
    cast(null as boolean) as is_billable,
    cast(null as boolean) as is_claimed,
    '' as claim_status,
    'synced' as management_source,
    '' as policy_name,
    '' as policy_type,
    'unknown' as last_active_kind,
    cast(null as date) as last_active_on
from raw_scim_users
union all
select
    _format, _file, _sheet, _row, '' as account_id, email, name,
    '' as account_type, status, cast(null as boolean) as is_billable,
    cast(null as boolean) as is_claimed, '' as claim_status,
    '' as management_source, '' as policy_name, '' as policy_type,
    'unknown' as last_active_kind, cast(null as date) as last_active_on
from stg_portal_customers
union all
select
    _format, _file, _sheet, _row, account_id, email, name,
    '' as account_type, status, cast(null as boolean) as is_billable,
    cast(null as boolean) as is_claimed, '' as claim_status,
    '' as management_source, '' as policy_name, '' as policy_type,
    last_active_kind, last_active_on
from stg_workspace_members
