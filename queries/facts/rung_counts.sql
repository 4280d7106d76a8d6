-- grain: one row per rung of the ladder: accounts and who is billed (rules.md 7)
-- A user of Premium is intended where a grant of Jira or Confluence is, which is
-- what the add-on bills for, in whatever policy (R5). 0 where it is not bought.
with verdicts as (
    select
        verdict,
        rule = 'intended_seat' as is_intended
    from subscription_verdicts
    where subscription = 'guard_standard'
),

totals as (
    select
        count(*) as accounts,
        count(*) filter (where verdict = 'billable') as billable,
        count(*) filter (where verdict = 'unknown') as unknown_accounts,
        count(*) filter (where is_intended) as intended
    from verdicts
),

intended_users as (
    select distinct account_no
    from grants
    where is_premium_product and is_intended
),

premium as (
    select
        count(*) filter (where v.verdict = 'billable') as users,
        count(*) filter (where v.verdict = 'billable'
            and i.account_no is not null) as intended,
        count(*) filter (where v.verdict = 'unknown') as unknown_accounts
    from subscription_verdicts as v
    join paid_guards as g on g.subscription = v.subscription
    left join intended_users as i on i.account_no = v.account_no
    where v.subscription = 'guard_premium'
)

select
    r.id,
    cast(case r.id
        when 'claimed' then t.accounts
        when 'intended' then t.intended
        when 'unlicensed' then t.accounts - t.intended
        else t.billable - t.intended
    end as bigint) as accounts,
    cast(case r.id
        when 'claimed' then 0
        when 'accidental' then t.billable
        else t.intended
    end as bigint) as billable,
    cast(case when r.id = 'accidental' then t.unknown_accounts else 0 end
        as bigint) as unknown_accounts,
    cast(case r.id
        when 'claimed' then 0
        when 'accidental' then p.users
        else p.intended
    end as bigint) as premium_users,
    cast(case when r.id = 'accidental' then p.unknown_accounts else 0 end
        as bigint) as premium_unknown
from seed_ladder_rungs as r
cross join totals as t
cross join premium as p
