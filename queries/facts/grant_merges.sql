-- grain: one row per account, product and place it can use
-- A grant without a place merges into that account's grants of the same product
-- that have one; of several roles a stated one comes before a derived one, then
-- the stronger; of several plans the higher; the latest activity wins.
with placed as (
    select distinct account_no, product, place
    from grant_rows
    where place <> '' and makes_grant = 1
),

spread as (
    select
        account_no, product, place, makes_grant, access_rank, plan_code,
        role_pick, last_active_on, active_before
    from grant_rows
    where place <> ''
    union all
    select
        r.account_no, r.product, coalesce(p.place, '') as place, r.makes_grant,
        r.access_rank, r.plan_code, r.role_pick, r.last_active_on,
        r.active_before
    from grant_rows as r
    left join placed as p
        on p.account_no = r.account_no and p.product = r.product
    where r.place = ''
)

select
    account_no,
    product,
    place,
    min(case when makes_grant = 1 then access_rank end) as access_rank,
    max(plan_code) as plan_code,
    min(case when makes_grant = 1 then role_pick end) as role_pick,
    max(last_active_on) as last_active_on,
    max(active_before) as active_before
from spread
group by account_no, product, place
having max(makes_grant) = 1
