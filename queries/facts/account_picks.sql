-- grain: one row per account: which source speaks first on each field
-- A pick is source_order * 16 + code, so that the smallest pick is the value
-- of the first source that is not blank; least and most show a difference.
select
    account_no,
    mod(min(case when account_type_code > 0
        then source_order * 16 + account_type_code end), 16)
        as account_type_code,
    mod(min(case when status_code > 0
        then source_order * 16 + status_code end), 16) as status_code,
    mod(min(case when policy_code > 0
        then source_order * 16 + policy_code end), 16) as policy_code,
    mod(min(case when billable_code > 0
        then source_order * 16 + billable_code end), 16) as billable_code,
    min(nullif(account_type_code, 0)) < max(account_type_code)
        as account_types_differ,
    min(nullif(status_code, 0)) < max(status_code) as statuses_differ,
    min(nullif(policy_code, 0)) < max(policy_code) as policies_differ,
    min(nullif(billable_code, 0)) < max(billable_code) as billables_differ,
    min(case when has_email then source_order end) as email_order,
    min(case when has_email then is_email_cased end)
        < max(case when has_email then is_email_cased end)
        as email_cases_differ,
    min(case when has_name then source_order end) as name_order,
    min(case when policy_code > 0 and has_policy_name then source_order end)
        as policy_name_order,
    max(claims) as claims,
    max(is_external_row) as is_external_row,
    max(is_ours_row) as is_ours_row,
    max(is_claimed_elsewhere_row) as is_claimed_elsewhere,
    max(is_not_claimed_elsewhere_row) as is_not_claimed_elsewhere,
    max(is_domain_row) as is_domain_row,
    max(is_synced_row) as is_synced,
    max(is_portal_row) as is_portal_named,
    max(shows_products) as shows_products,
    max(case when last_active_kind = 'known' then last_active_on end)
        as last_active_on,
    max(case when last_active_kind = 'before' then last_active_on end)
        as active_before,
    max(case when last_active_kind = 'never' then 1 else 0 end) as says_never
from account_rows
group by account_no
