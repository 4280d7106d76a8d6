-- grain: one row per account billed by a rule of priority 210 or more, and way out
-- feasible: yes; check (a person must look first); no, with the reason. What is
-- protected is never changed (rules.md 8).
with accidental as (
    select
        v.account_no,
        v.rule,
        p.is_claimed,
        p.is_in_domain_export,
        p.is_external,
        p.is_synced,
        p.is_protected,
        f.home_grants
    from subscription_verdicts as v
    join account_profile as p on p.account_no = v.account_no
    join account_facts as f on f.account_no = v.account_no
    where v.subscription = 'guard_standard'
        and v.verdict = 'billable'
        and v.priority >= 210
)

select
    account_no,
    'exclude_from_claim' as way_out,
    case
        when is_protected or home_grants > 0 then 'no'
        when is_external or not (is_claimed or is_in_domain_export) then 'no'
        else 'yes'
    end as feasible,
    case
        when is_protected then 'protected: never changed'
        when is_external or not (is_claimed or is_in_domain_export)
            then 'not an account that the organisation can claim'
        when home_grants > 0
            then 'uses an own place: it would stay billable as an external user'
        else ''
    end as reason
from accidental
union all
select
    account_no,
    'non_billable_policy' as way_out,
    case
        when is_protected or not is_claimed then 'no'
        when is_synced then 'check'
        else 'yes'
    end as feasible,
    case
        when is_protected then 'protected: never changed'
        when not is_claimed then 'not claimed: policies hold claimed accounts'
        when is_synced
            then 'synced by the identity provider: Atlassian may refuse the move'
        else ''
    end as reason
from accidental
