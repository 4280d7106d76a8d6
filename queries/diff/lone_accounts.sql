-- grain: one row per account of one night only: why it is there, or is not
-- night_no 1: it left. Another account may have its address now; or every export
-- that names it is of a kind that the other night was not given.
with lone as (
    select
        p.pair_no, 1 as night_no, b.account_no, b.account_id,
        lower(b.email) as email_key
    from account_pairs as p
    join before_accounts as b on b.account_no = p.before_no
    where p.after_no is null
    union all
    select
        p.pair_no, 2 as night_no, a.account_no, a.account_id,
        lower(a.email) as email_key
    from account_pairs as p
    join after_accounts as a on a.account_no = p.after_no
    where p.before_no is null
),

others as (
    select
        l.pair_no,
        min(case when p.before_no is null then 1 else 2 end) as is_lone
    from lone as l
    join after_accounts as a on lower(a.email) = l.email_key
    join account_pairs as p on p.after_no = a.account_no
    where l.night_no = 1 and l.email_key <> ''
    group by l.pair_no
    union all
    select
        l.pair_no,
        min(case when p.after_no is null then 1 else 2 end) as is_lone
    from lone as l
    join before_accounts as b on lower(b.email) = l.email_key
    join account_pairs as p on p.before_no = b.account_no
    where l.night_no = 2 and l.email_key <> ''
    group by l.pair_no
),

-- named by a kind of export that both nights were given
expected as (
    select distinct l.pair_no
    from lone as l
    join before_account_evidence as e on e.account_no = l.account_no
    join after_sources as s on s.format = e._format
    where l.night_no = 1
    union all
    select distinct l.pair_no
    from lone as l
    join after_account_evidence as e on e.account_no = l.account_no
    join before_sources as s on s.format = e._format
    where l.night_no = 2
)

select
    l.pair_no,
    l.night_no,
    case
        when o.is_lone = 1 then 'replaced'
        when o.is_lone = 2 then 'united'
        when g.is_whole and x.pair_no is null then 'source'
        else 'account'
    end as reason,
    g.format
from lone as l
left join others as o on o.pair_no = l.pair_no
left join expected as x on x.pair_no = l.pair_no
left join account_gaps as g
    on g.pair_no = l.pair_no and g.night_no = l.night_no
