-- grain: one row per account of either night; the same account on both is one row
-- An account is the same by its id. Where one of the nights knows no id, it is
-- the same by its address, if each night has one such account only.
with by_id as (
    select b.account_no as before_no, a.account_no as after_no
    from before_accounts as b
    join after_accounts as a on a.account_id = b.account_id
    where a.account_id <> ''
),

before_rest as (
    select b.account_no, b.account_id, lower(b.email) as email_key
    from before_accounts as b
    left join by_id as i on i.before_no = b.account_no
    where i.before_no is null
),

after_rest as (
    select a.account_no, a.account_id, lower(a.email) as email_key
    from after_accounts as a
    cross join compared as c
    left join by_id as i on i.after_no = a.account_no
    where i.after_no is null and c.has_before
),

before_single as (
    select email_key
    from before_rest
    where email_key <> ''
    group by email_key
    having count(*) = 1
),

after_single as (
    select email_key
    from after_rest
    where email_key <> ''
    group by email_key
    having count(*) = 1
),

by_address as (
    select b.account_no as before_no, a.account_no as after_no
    from before_single as s
    join after_single as t on t.email_key = s.email_key
    join before_rest as b on b.email_key = s.email_key
    join after_rest as a on a.email_key = s.email_key
    where b.account_id = '' or a.account_id = ''
)

select before_no, after_no, after_no as pair_no
from by_id
union all
select before_no, after_no, after_no as pair_no
from by_address
union all
select
    b.account_no as before_no, cast(null as bigint) as after_no,
    -b.account_no as pair_no
from before_rest as b
left join by_address as d on d.before_no = b.account_no
where d.before_no is null
union all
select
    cast(null as bigint) as before_no, a.account_no as after_no,
    a.account_no as pair_no
from after_rest as a
left join by_address as d on d.after_no = a.account_no
where d.after_no is null
