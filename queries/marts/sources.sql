-- grain: one row per kind of export with rows tonight
with named as (
    select distinct _format from raw_accounts
    union
    select distinct _format from raw_policy_members
    union
    select distinct _format from raw_portal_customers
    union
    select distinct _format from raw_workspace_members
    union
    select distinct _format from raw_scim_users
    union
    select distinct _format from raw_scim_group_members
    union
    select distinct _format from raw_directory_users
    union
    select distinct _format from raw_agents
    union
    select distinct _format from raw_sites
    union
    select distinct _format from raw_service_accounts
    union
    select distinct _format from raw_protected
    union
    select distinct _format from raw_subscriptions
)

select _format as format
from named
order by format
