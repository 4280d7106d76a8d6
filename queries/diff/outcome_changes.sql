-- grain: one row per account of both nights and outcome that is another one
-- The outcomes are the class, the verdict of each subscription, and that of each
-- seat. A night that did not judge one is silent on it: null differs from nothing.
with both_nights as (
    select
        p.pair_no, p.before_no, p.after_no,
        b.class as before_class, b.class_rule as before_class_rule,
        a.class as after_class, a.class_rule as after_class_rule,
        b.guard_standard as before_standard,
        b.guard_standard_rule as before_standard_rule,
        a.guard_standard as after_standard,
        a.guard_standard_rule as after_standard_rule,
        b.guard_premium as before_premium,
        b.guard_premium_rule as before_premium_rule,
        a.guard_premium as after_premium,
        a.guard_premium_rule as after_premium_rule
    from account_pairs as p
    join before_accounts as b on b.account_no = p.before_no
    join after_accounts as a on a.account_no = p.after_no
    where b.class <> a.class
        or b.guard_standard <> a.guard_standard
        or b.guard_premium <> a.guard_premium
)

select
    pair_no, before_no, after_no, 'class' as what, 'class' as subject,
    before_class as before_value, before_class_rule as before_rule,
    after_class as after_value, after_class_rule as after_rule
from both_nights
where before_class <> after_class
union all
select
    pair_no, before_no, after_no, 'guard_standard' as what,
    'guard_standard' as subject,
    before_standard as before_value, before_standard_rule as before_rule,
    after_standard as after_value, after_standard_rule as after_rule
from both_nights
where before_standard <> after_standard
union all
select
    pair_no, before_no, after_no, 'guard_premium' as what,
    'guard_premium' as subject,
    before_premium as before_value, before_premium_rule as before_rule,
    after_premium as after_value, after_premium_rule as after_rule
from both_nights
where before_premium <> after_premium
union all
select
    pair_no, before_no, after_no, what, 'seat' as subject,
    before_value, before_rule, after_value, after_rule
from seat_outcomes
