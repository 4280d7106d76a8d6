-- grain: one row per account: what the sources say about it, but for its grants
-- *_rank: 1 stated, 2 derived, 3 assumed. A difference between two sources, or
-- silence, makes what rests on a field assumed (rules.md 1).
select
    a.account_no,
    n.account_id,
    n.email,
    n.name,

    -- account type
    coalesce(t.value, '') as account_type,
    case when a.account_types_differ then 3 else 1 end as account_type_rank,

    -- status; blank everywhere is active, assumed
    coalesce(s.value, 'active') as status,
    case when s.value is null or a.statuses_differ then 3 else 1 end
        as status_rank,
    coalesce(s.value, '')
        in ('inactive', 'deactivated', 'closed', 'for_deletion') as is_gone,

    -- policy; unknown is treated as billable, assumed
    coalesce(p.value, '') as policy_type,
    n.policy_name,
    case when p.value is null or a.policies_differ then 3 else 1 end
        as policy_rank,

    -- what Atlassian says
    case a.billable_code
        when 1 then 'billable'
        when 2 then 'not_billable'
        else ''
    end as atlassian_says,
    case when a.billables_differ then 3 else 1 end as atlassian_rank,

    -- who names it
    a.claims = 1 as is_claimed,
    a.is_domain_row = 1 as is_in_domain_export,
    a.is_external_row = 1 and a.is_ours_row = 0 as is_external,
    a.is_claimed_elsewhere = 1 as is_claimed_elsewhere,
    a.is_synced = 1 as is_synced,
    a.is_portal_named = 1 as is_portal_named,
    a.shows_products = 1 as has_product_evidence,
    coalesce(a.statuses_differ, false) as statuses_differ,
    coalesce(a.policies_differ, false) as policies_differ,
    coalesce(a.billables_differ, false) as billables_differ,
    coalesce(a.account_types_differ, false) as account_types_differ,
    m.account_no is not null as is_service_account,
    x.account_no is not null as is_protected,

    -- activity
    a.last_active_on,
    a.active_before,
    a.says_never = 1 as says_never
from account_picks as a
join account_names as n on n.account_no = a.account_no
left join account_marks as m
    on m.account_no = a.account_no and m.mark = 'service_account'
left join account_marks as x
    on x.account_no = a.account_no and x.mark = 'protected'
left join seed_words as t
    on t.field = 'account_type'
    and cast(t.code as bigint) = a.account_type_code
left join seed_words as s
    on s.field = 'status'
    and s.word = s.value
    and cast(s.code as bigint) = a.status_code
left join seed_words as p
    on p.field = 'policy_type'
    and cast(p.code as bigint) = a.policy_code
