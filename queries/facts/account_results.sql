-- grain: one row per account: what the night comes to for it
with grants_active as (
    select
        account_no,
        max(last_active_on) as last_active_on,
        max(active_before) as active_before
    from grants
    group by account_no
),

active as (
    select
        p.account_no,
        nullif(greatest(
            coalesce(p.last_active_on, date '0001-01-01'),
            coalesce(g.last_active_on, date '0001-01-01')
        ), date '0001-01-01') as last_active_on,
        nullif(greatest(
            coalesce(p.active_before, date '0001-01-01'),
            coalesce(g.active_before, date '0001-01-01')
        ), date '0001-01-01') as active_before,
        p.says_never
    from account_profile as p
    left join grants_active as g on g.account_no = p.account_no
)

select
    p.account_no, c.org, c.as_of as snapshot_date, p.account_id, p.email, p.name,
    p.status,
    k.class, k.rule as class_rule,
    case
        when a.last_active_on is not null
            then cast(a.last_active_on as varchar)
        when a.active_before is not null
            then 'before ' || cast(a.active_before as varchar)
        when a.says_never then 'never'
        else ''
    end as last_active_on,
    s.verdict as guard_standard, s.rule as guard_standard_rule,
    m.verdict as guard_premium, m.rule as guard_premium_rule,
    p.atlassian_says,
    case
        when p.atlassian_says = '' then ''
        when s.verdict = 'unknown' then 'undecided'
        when s.verdict = p.atlassian_says then 'yes'
        else 'no'
    end as agrees,
    case s.known_rank when 1 then 'stated' when 2 then 'derived'
        else 'assumed' end as confidence,
    p.policy_name, p.policy_type, p.is_claimed, p.is_synced, p.is_external,
    p.is_protected, p.is_service_account
from account_profile as p
cross join run_context as c
join active as a on a.account_no = p.account_no
join account_classes as k on k.account_no = p.account_no
join subscription_verdicts as s
    on s.account_no = p.account_no and s.subscription = 'guard_standard'
join subscription_verdicts as m
    on m.account_no = p.account_no and m.subscription = 'guard_premium'
