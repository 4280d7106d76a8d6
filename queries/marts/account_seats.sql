-- grain: one row per account, product and place that takes or could take a seat
select
    g.account_no,
    g.product,
    g.place,
    v.verdict,
    v.rule,
    r.why,
    case v.known_rank when 1 then 'stated' when 2 then 'derived'
        else 'assumed' end as confidence,
    k.kind_no
from seats as g
join seat_kinds as k on k.kind_no = g.kind_no
join seat_verdicts as v on v.kind_no = g.kind_no
join rule_book as r on r.subject = 'seat' and r.rule = v.rule
order by account_no, product, place
