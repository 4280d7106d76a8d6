-- grain: one row per active subscription, subscription of Guard, and verdict before
-- and after it is cancelled: how many accounts move from the one to the other
select
    t.subscription_no,
    m.subscription,
    m.from_verdict,
    m.to_verdict,
    cast(count(*) as bigint) as accounts
from cascade_targets as t
join cascade_moves as m on m.product = t.product and m.place = t.place
where t.why = ''
group by t.subscription_no, m.subscription, m.from_verdict, m.to_verdict
order by subscription_no, subscription, from_verdict, to_verdict
