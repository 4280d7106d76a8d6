-- grain: one row per action and account that the action looked at
-- claim-include is for a domain whose export is given; unclaim and policy-move
-- are two ways out for accounts already claimed: an administrator picks one.
with addresses as (
    select lower(email) as email_key, count(*) as accounts
    from account_profile
    where email <> ''
    group by lower(email)
),

planned as (
    select
        'claim-include' as action,
        p.account_no,
        p.is_protected or not coalesce(w.feasible, false) as feasible,
        '' as mark,
        case
            when p.is_protected then 'protected: always claimed'
            when w.feasible then 'billed by accident: left out of the claim'
            else ''
        end as reason
    from account_profile as p
    left join ways_out as w
        on w.account_no = p.account_no and w.way_out = 'exclude_from_claim'
    where p.is_in_domain_export
        and not p.is_gone
        and not p.is_claimed_elsewhere
        and not p.is_external
        and p.account_type <> 'app'
    union all
    select 'unclaim' as action, w.account_no, w.feasible, w.mark, w.reason
    from ways_out as w
    join account_profile as p on p.account_no = w.account_no
    where w.way_out = 'exclude_from_claim' and p.is_claimed
    union all
    select 'policy-move' as action, account_no, feasible, mark, reason
    from ways_out
    where way_out = 'non_billable_policy'
)

select
    n.action,
    n.account_no,
    a.account_id,
    a.email,
    a.name,
    a.class,
    a.guard_standard_rule as rule,
    case
        when not n.feasible or a.email = '' or d.accounts > 1 then 'held'
        else 'upload'
    end as decision,
    case
        when not n.feasible then ''
        when n.mark = 'check' then 'check'
        when n.action <> 'claim-include' and a.confidence = 'assumed'
            then 'check'
        else ''
    end as mark,
    case
        when n.reason <> '' then n.reason
        when a.email = '' then 'no e-mail address is known'
        when d.accounts > 1 then 'the address belongs to more than one account'
        when n.action <> 'claim-include' and a.confidence = 'assumed'
            then 'the verdict rests on an assumed fact'
        else ''
    end as reason,
    case n.action when 'claim-include' then '' else s.loses end as loses,
    a.last_active_on
from planned as n
join account_results as a on a.account_no = n.account_no
left join addresses as d on d.email_key = lower(a.email)
left join seed_ways_out as s
    on s.way_out = case n.action when 'unclaim' then 'exclude_from_claim'
        else 'non_billable_policy' end
order by action, email, account_no
