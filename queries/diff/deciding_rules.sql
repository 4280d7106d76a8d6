-- grain: one row per outcome that changed: the rule whose answer changed it
-- Of the rule that decided then and the one that decides now, the earlier in the
-- book: then's rule fits no more, or now's rule did not fit yet. step says that it
-- was not in force by the rules of the other night: only until, or only from, a day.
with ranked as (
    select
        o.pair_no, o.what, o.subject,
        coalesce(b.priority <= a.priority, false) as is_before,
        b.priority is null or a.priority is null as is_unknown,
        o.before_rule, o.after_rule,
        b.effective_from as before_from, b.effective_to as before_to,
        a.effective_from as after_from, a.effective_to as after_to,
        cast(c.before_rules_on as varchar) as before_on,
        cast(c.after_rules_on as varchar) as after_on
    from outcome_changes as o
    cross join compared as c
    left join rule_book as b
        on b.subject = o.subject and b.rule = o.before_rule
    left join rule_book as a
        on a.subject = o.subject and a.rule = o.after_rule
),

decided as (
    select
        pair_no, what, subject, is_unknown,
        case when is_before then before_rule else after_rule end as rule,
        case when is_before then before_from else after_from end as from_day,
        case when is_before then before_to else after_to end as to_day,
        case when is_before then after_on else before_on end as other_day
    from ranked
)

select
    pair_no,
    what,
    subject,
    rule,
    case
        when is_unknown then ''
        when to_day <> '' and to_day <= other_day then 'until'
        when from_day > other_day then 'from'
        else ''
    end as step,
    case
        when is_unknown then ''
        when to_day <> '' and to_day <= other_day then to_day
        when from_day > other_day then from_day
        else ''
    end as step_on
from decided
