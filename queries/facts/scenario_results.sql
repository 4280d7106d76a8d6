-- grain: one row per scenario: accounts, who is billed then, and the effort
-- The effort of "no accidental access at all" is not known: it names no way.
with picks as (
    select count(*) as accounts from mix_picks
)

select
    c.id,
    c.accounts_touched,
    c.billable,
    c.unknown_accounts,
    c.premium_users,
    c.premium_unknown,
    case
        when c.id = 'current' then 0
        else c.accounts_touched * cast(m.value as bigint)
    end as effort_minutes
from scenario_counts as c
left join assumption_values as m on m.id = 'minutes_' || c.id
union all
select
    'best_mix' as id,
    p.accounts as accounts_touched,
    b.users as billable,
    n.unknown_accounts,
    b.premium_users,
    n.premium_unknown,
    b.minutes as effort_minutes
from best_mix as b
cross join picks as p
cross join billed_now as n
