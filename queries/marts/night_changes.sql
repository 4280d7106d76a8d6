-- grain: one row per account that appeared or left since the night before, and per
-- outcome (class, verdict) that is another one
-- as: table
select
    cast(row_number() over (
        order by
            coalesce(a.account_id, b.account_id),
            coalesce(a.email, b.email),
            r.pair_no, r.what_no, r.what
    ) as bigint) as change_no,
    coalesce(a.account_id, b.account_id) as account_id,
    coalesce(a.email, b.email) as email,
    coalesce(a.name, b.name) as name,
    r.what,
    r.before_value,
    r.after_value,
    r.cause,
    r.detail,
    cast(r.seats as bigint) as seats
from change_rows as r
join account_pairs as p on p.pair_no = r.pair_no
left join before_accounts as b on b.account_no = p.before_no
left join after_accounts as a on a.account_no = p.after_no
order by change_no
