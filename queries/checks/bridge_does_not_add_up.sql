-- grain: one row per bridge that does not add up
-- severity: fatal
-- claim: Every bridge leads from the vendor's figure over its steps and the residual to the verdicts, and names every account once.
with sums as (
    select
        figure_no,
        sum(case when line = 'ours' then -users else users end) as users,
        sum(accounts) as accounts
    from bridge
    group by figure_no
),

judged as (
    select
        subscription,
        count(*) as accounts,
        count(*) filter (where verdict = 'billable') as billable
    from subscription_verdicts
    group by subscription
    union all
    select
        product || '@' || place as subscription,
        sum(billable + not_billable + unknown) as accounts,
        sum(billable) as billable
    from seat_counts
    group by product || '@' || place
)

select
    '' as account_id,
    '' as email,
    f._file as place,
    f.source || ' of ' || f.subscription as detail
from bridge_figures as f
join sums as s on s.figure_no = f.figure_no
join judged as j on j.subscription = f.subscription
where s.users <> 0
    or s.accounts <> j.accounts
    or f.ours <> j.billable
union all
select '' as account_id, '' as email, '' as place, subscription as detail
from bridge_standings
group by subscription
having count(*) <> count(distinct account_no)
order by detail
