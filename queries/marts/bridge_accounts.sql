-- grain: one row per bridged subscription and account: the step it stands in
select
    subscription,
    account_no,
    step,
    theirs,
    ours
from bridge_standings
order by account_no, subscription
