-- grain: one row per source row that speaks of an account, by account number
-- Codes are those of seed words; 0 is a blank or an unknown word.
with formats_with_grants as (
    select distinct _format from raw_grants
)

select
    k.account_no,
    j.source_order,
    j._format, j._file, j._sheet, j._row,
    j.file_no,
    j.joined_by,
    j.email_key,
    -- SCIM without an account id finds an account by its address, and states none
    j.email <> '' and (j.account_id <> '' or s.names_accounts = 'yes')
        as has_email,
    case when j.email <> j.email_key then 1 else 0 end as is_email_cased,
    j.name <> '' as has_name,
    j.policy_name <> '' as has_policy_name,
    cast(coalesce(t.code, '0') as bigint) as account_type_code,
    cast(coalesce(w.code, '0') as bigint) as status_code,
    cast(coalesce(p.code, '0') as bigint) as policy_code,
    case when j.is_billable then 1 when not j.is_billable then 2 else 0 end
        as billable_code,
    case when s.claims = 'yes' then 1 else 0 end as claims,
    case
        when s.external = 'yes' or j.claim_status = 'unmanaged' then 1 else 0
    end as is_external_row,
    -- named as one of ours: managed, domain, policy members, API v1
    case
        when s.claims = 'yes' or s.domain_export = 'yes' then 1 else 0
    end as is_ours_row,
    case
        when s.domain_export = 'yes' and j.is_claimed then 1 else 0
    end as is_claimed_elsewhere_row,
    case
        when s.domain_export = 'yes' and not j.is_claimed then 1 else 0
    end as is_not_claimed_elsewhere_row,
    case when s.domain_export = 'yes' then 1 else 0 end as is_domain_row,
    case when j.management_source = 'synced' then 1 else 0 end as is_synced_row,
    case when j._format = 'portal_customers' then 1 else 0 end as is_portal_row,
    case
        when s.shows_products = 'yes' then 1
        when s.shows_products = 'with_grants' and g._format is not null then 1
        else 0
    end as shows_products,
    j.last_active_kind,
    j.last_active_on
from account_joins as j
join account_keys as k
    on k.account_id = j.joined_account_id
    and k.lone_email_key = j.lone_email_key
join seed_sources as s on s.format = j._format
left join formats_with_grants as g on g._format = j._format
left join seed_words as t
    on t.field = 'account_type' and t.word = j.account_type_word
left join seed_words as w on w.field = 'status' and w.word = j.status_word
left join seed_words as p on p.field = 'policy_type' and p.word = j.policy_word
