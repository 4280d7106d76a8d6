-- grain: one row per bridged subscription and account: the step it stands in
-- as: view
select subscription, account_no, verdict, rule, theirs, ours, step
from bridge_guard
union all
select subscription, account_no, verdict, rule, theirs, ours, step
from bridge_seats
