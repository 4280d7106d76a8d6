-- grain: one row per rung of the ladder: accounts and who is billed (rules.md 7)
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
        as bigint) as unknown_accounts
from seed_ladder_rungs as r
cross join totals as t
