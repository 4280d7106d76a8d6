-- grain: one row per subscription of Guard that has a figure of the vendor, and
-- account: the one step of the bridge that it stands in
-- theirs: what Atlassian's flag says of it, null where it says nothing; ours: 1
-- where the verdict is billable. The first reason that fits is the step. Guard
-- Premium has no flag, and counts in every policy and on every plan (R5).
with bridged as (
    select distinct subscription
    from vendor_figures
    where reason = ''
),

said as (
    select
        v.account_no, v.subscription, v.verdict, v.rule, h.is_external,
        h.is_lately_gone, h.sources_differ, h.is_new,
        h.is_active_without_product, h.is_policy_unknown, h.is_by_plan,
        h.may_be_enterprise, h.has_unstated_role,
        v.subscription = 'guard_standard' as has_flag,
        case when v.subscription = 'guard_standard' then h.atlassian_says
            else '' end as said
    from bridged as b
    join subscription_verdicts as v on v.subscription = b.subscription
    join bridge_hints as h on h.account_no = v.account_no
)

select
    subscription,
    account_no,
    verdict,
    rule,
    case said when 'billable' then 1 when 'not_billable' then 0 end as theirs,
    case when verdict = 'billable' then 1 else 0 end as ours,
    case
        when said = verdict then 'agrees'
        when verdict = 'unknown' then 'unknown'
        when sources_differ then 'late_data'
        when verdict = 'billable' then case
            when is_new then 'late_data'
            when is_external then 'external'
            when not has_flag then 'silent'
            when is_policy_unknown then 'policy'
            when may_be_enterprise then 'enterprise_elsewhere'
            when is_by_plan then 'plan'
            when has_unstated_role then 'role'
            when said = '' then 'silent'
            else 'only_here'
        end
        when is_lately_gone then 'deactivated_after'
        when rule = 'no_supported_product' and has_unstated_role then 'role'
        when said = '' then 'silent'
        else case
            when rule = 'app_account' then 'app'
            when rule = 'claimed_elsewhere' then 'claimed_elsewhere'
            when rule = 'non_billable_policy' then 'policy'
            when rule = 'enterprise_plan' then 'enterprise'
            when rule = 'statuspage_or_opsgenie_exempt' then 'plan'
            when rule = 'guest_before_2024_02_09' then 'plan'
            when is_active_without_product then 'late_data'
            else 'only_there'
        end
    end as step
from said
