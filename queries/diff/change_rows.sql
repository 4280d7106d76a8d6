-- grain: one row per account that appeared or left, and per outcome that changed
-- seats: what the row adds to the accounts billed by Guard; all of them together
-- lead from the earlier night's number to the later one's. premium_seats: the same
-- of the users that Guard Premium counts.
with lone as (
    select
        l.pair_no, l.night_no, l.reason, l.format,
        coalesce(b.guard_standard, a.guard_standard) as verdict,
        coalesce(b.guard_standard_rule, a.guard_standard_rule) as rule,
        coalesce(b.guard_premium, a.guard_premium) as premium_verdict,
        coalesce(b.class, a.class) as class
    from lone_accounts as l
    join account_pairs as p on p.pair_no = l.pair_no
    left join before_accounts as b on b.account_no = p.before_no
    left join after_accounts as a on a.account_no = p.after_no
)

select
    pair_no,
    0 as what_no,
    case night_no when 1 then 'left' else 'appeared' end as what,
    case night_no when 1 then class else '' end as before_value,
    case night_no when 1 then '' else class end as after_value,
    case
        when reason = 'replaced' then 'account replaced'
        when reason = 'united' and night_no = 1 then 'accounts united'
        when reason = 'united' then 'accounts parted'
        when reason = 'source' and night_no = 1
            then 'source missing (' || format || ')'
        when reason = 'source' then 'new source (' || format || ')'
        when night_no = 1 then 'account gone (' || rule || ')'
        else 'new account (' || rule || ')'
    end as cause,
    'Guard Standard ' || replace(verdict, '_', ' ') || ' by rule ' || rule
        as detail,
    case
        when verdict <> 'billable' then 0
        when night_no = 1 then -1
        else 1
    end as seats,
    case
        when premium_verdict <> 'billable' then 0
        when night_no = 1 then -1
        else 1
    end as premium_seats
from lone
union all
select
    o.pair_no,
    case o.what when 'class' then 1 when 'guard_standard' then 2
        when 'guard_premium' then 3 else 4 end as what_no,
    o.what, o.before_value, o.after_value,
    c.cause,
    c.detail
        || case when d.detail is null then '' else '; ' || d.detail end
        || case when c.causes <= 2 then ''
            else '; and ' || cast(c.causes - 2 as varchar) || ' more' end
        as detail,
    case
        when o.what <> 'guard_standard' then 0
        when o.after_value = 'billable' then 1
        when o.before_value = 'billable' then -1
        else 0
    end as seats,
    case
        when o.what <> 'guard_premium' then 0
        when o.after_value = 'billable' then 1
        when o.before_value = 'billable' then -1
        else 0
    end as premium_seats
from outcome_changes as o
join outcome_causes as c
    on c.pair_no = o.pair_no and c.what = o.what and c.cause_no = 1
left join (
    select pair_no, what, detail
    from outcome_causes
    where cause_no = 2
) as d on d.pair_no = o.pair_no and d.what = o.what
