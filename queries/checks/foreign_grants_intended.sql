-- grain: one row per intended grant that nothing may have made intended
-- severity: fatal
-- claim: No access at a foreign place or a sandbox, and none as customer, guest or contributor, is meant to be paid for, unless licensed: lists that place or role.
with doubtful as (
    select account_no, product, place, role, ownership
    from grants
    where is_intended
        and (
            ownership <> 'own'
            or role in ('customer', 'guest', 'contributor')
        )
)

select
    p.account_id,
    p.email,
    '' as place,
    d.product || ' at ' || d.ownership || ' '
        || case when d.place = '' then 'no place' else d.place end || ' as '
        || d.role as detail
from doubtful as d
join account_profile as p on p.account_no = d.account_no
where (d.ownership <> 'own' and not exists (
        select 1 from stg_licensed as l
        where l.product = d.product and l.place = d.place
    ))
    or (d.role in ('customer', 'guest', 'contributor') and not exists (
        select 1 from stg_licensed as l
        where l.product = d.product and l.role = d.role
    ))
order by p.account_id, p.email, detail
