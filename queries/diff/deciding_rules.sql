-- grain: one row per outcome that changed: the rule whose answer changed it
-- Of the rule that decided then and the one that decides now, the earlier in the
-- book: then's rule fits no more, or now's rule did not fit yet. step says that
-- the rule itself came into force or ended between the nights.
with ranked as (
    select
        o.pair_no, o.what, o.subject, o.before_rule, o.after_rule,
        b.priority as before_priority,
        a.priority as after_priority,
        b.effective_to as before_ends,
        a.effective_from as after_begins,
        c.before_rules_on, c.after_rules_on
    from outcome_changes as o
    cross join compared as c
    left join rule_book as b
        on b.subject = o.subject and b.rule = o.before_rule
    left join rule_book as a
        on a.subject = o.subject and a.rule = o.after_rule
)

select
    pair_no,
    what,
    subject,
    case
        when before_priority <= after_priority then before_rule
        else after_rule
    end as rule,
    case
        when before_priority is null or after_priority is null then 'not in book'
        when before_priority <= after_priority
            and before_ends <> ''
            and before_ends <= cast(after_rules_on as varchar) then 'ended'
        when before_priority > after_priority
            and after_begins > cast(before_rules_on as varchar) then 'began'
        else ''
    end as step,
    case
        when before_priority <= after_priority then before_ends
        else after_begins
    end as step_on
from ranked
