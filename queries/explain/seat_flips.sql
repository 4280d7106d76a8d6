-- grain: one row per account, seat and change that gives another verdict, the
-- smallest change first
-- A seat that a change takes away is billed no more: it is removed, by no rule.
with after as (
    select
        s.account_no,
        s.product,
        s.place,
        c.change_no,
        c.change,
        s.verdict as verdict_now,
        coalesce(v.verdict, 'not_billable') as verdict,
        coalesce(v.rule, 'removed') as rule
    from account_seats as s
    join changes as c on c.account_no = s.account_no
    left join changed_seats as k
        on k.change_no = c.change_no
        and k.product = s.product
        and k.place = s.place
    left join seat_verdicts as v on v.kind_no = k.kind_no
)

select account_no, product, place, change_no, change, verdict, rule
from after
where verdict <> verdict_now
    and verdict <> 'unknown'
order by account_no, product, place, change_no
