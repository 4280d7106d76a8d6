-- grain: one row per account billed by a rule of priority 210 or more
-- What the ways out ask of it (rules.md 8). visit_only: no access of it is stated,
-- and the last visit that shows one is that old.
with accesses as (
    select
        account_no,
        min(access_rank) as access_rank,
        max(coalesce(last_active_on, active_before)) as last_visit_on,
        count(*) filter (where product = 'trello' and role <> 'admin')
            as boards_of_others
    from grants
    where is_counting
    group by account_no
)

select
    v.account_no,
    v.known_rank,
    k.class,
    p.is_claimed,
    p.is_in_domain_export,
    p.is_external,
    p.is_synced,
    p.is_protected,
    p.account_types_differ or p.statuses_differ or p.policies_differ
        or p.billables_differ or p.atlassian_says = 'not_billable'
        as is_contradicted,
    f.home_grants,
    coalesce(a.boards_of_others, 0) as boards_of_others,
    d.presence,
    d.domain,
    case when a.access_rank = 2
        and a.last_visit_on
            < cast(c.as_of - interval '1' day
                * cast(e.value as integer) as date)
        then a.last_visit_on end as visit_only
from subscription_verdicts as v
join account_profile as p on p.account_no = v.account_no
join account_facts as f on f.account_no = v.account_no
join account_classes as k on k.account_no = v.account_no
join directory_presence as d on d.account_no = v.account_no
cross join run_context as c
join assumption_values as e on e.id = 'evidence_days'
left join accesses as a on a.account_no = v.account_no
where v.subscription = 'guard_standard'
    and v.verdict = 'billable'
    and v.priority >= 210
