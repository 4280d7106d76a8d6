-- grain: one row per account, access that ends, and subscription of Guard: the
-- verdict before and after, and whether any access is left
select
    c.product,
    c.place,
    c.account_no,
    a.subscription,
    b.verdict as from_verdict,
    a.verdict as to_verdict,
    a.rule as to_rule,
    a.counting_grants + a.unknown_product_grants > 0 as keeps_access
from cascade_changes as c
join cascade_verdicts as a on a.change_no = c.change_no
join subscription_verdicts as b
    on b.account_no = c.account_no and b.subscription = a.subscription
