-- grain: one row per account in a list of the organisation's own users: the status
-- of its membership
-- A membership is suspended or missing while the account lives on: product bills
-- follow the membership, Guard follows the account (R7, R19). The first such list
-- by precedence that states a status decides.
with picked as (
    select
        r.account_no,
        mod(min(r.source_order * 16 + r.status_code), 16) as status_code,
        min(r.status_code) < max(r.status_code) as statuses_differ
    from account_rows as r
    join seed_sources as s on s.format = r._format
    where s.lists_members = 'yes' and r.status_code > 0
    group by r.account_no
)

select
    p.account_no,
    w.value as membership,
    case when p.statuses_differ then 3 else 1 end as membership_rank
from picked as p
join seed_words as w
    on w.field = 'status'
    and w.word = w.value
    and cast(w.code as bigint) = p.status_code
