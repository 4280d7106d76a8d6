-- grain: one row per account and stretch of nights on which nothing changed for it
-- asked_nights numbers the committed nights; asked_states holds what each said of
-- the accounts. On a night of which it says nothing an account was not there, and has
-- no class.
with told as (
    select
        a.account_no,
        n.night_no,
        n.as_of,
        coalesce(s.status, '') as status,
        coalesce(s.class, '') as class,
        coalesce(s.guard_standard, '') as guard_standard,
        coalesce(s.guard_standard_rule, '') as guard_standard_rule,
        coalesce(s.guard_premium, '') as guard_premium,
        coalesce(s.guard_premium_rule, '') as guard_premium_rule
    from accounts as a
    cross join asked_nights as n
    left join asked_states as s
        on s.account_no = a.account_no and s.as_of = n.as_of
),

numbered as (
    select
        told.*,
        night_no - row_number() over (
            partition by
                account_no, status, class, guard_standard,
                guard_standard_rule, guard_premium, guard_premium_rule
            order by night_no
        ) as stretch
    from told
)

select
    account_no,
    min(as_of) as since,
    max(as_of) as until,
    cast(count(*) as bigint) as nights,
    status,
    class,
    guard_standard,
    guard_standard_rule,
    guard_premium,
    guard_premium_rule
from numbered
group by
    account_no, stretch, status, class, guard_standard,
    guard_standard_rule, guard_premium, guard_premium_rule
order by account_no, since
