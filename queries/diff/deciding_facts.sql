-- grain: one row per outcome that changed and fact that its deciding rule asks
-- A rule that asks the class asks what decided the class.
with asked as (
    select d.pair_no, d.what, f.fact
    from deciding_rules as d
    join rule_facts as f on f.subject = d.subject and f.rule = d.rule
)

select pair_no, what, fact
from asked
union
select a.pair_no, a.what, f.fact
from asked as a
join deciding_rules as d on d.pair_no = a.pair_no and d.what = 'class'
join rule_facts as f on f.subject = 'class' and f.rule = d.rule
where a.fact = 'class'
