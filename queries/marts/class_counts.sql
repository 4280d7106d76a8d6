-- grain: one row per class, those without accounts included
select
    cast(row_number() over (order by r.priority) as bigint) as class_no,
    r.rule as class,
    cast(count(c.account_no) as bigint) as accounts
from rule_book as r
left join account_classes as c on c.class = r.rule
where r.subject = 'class'
group by r.rule, r.priority
order by class_no
