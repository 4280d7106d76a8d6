-- grain: one row per account and change of one grant: lost, with another role, on
-- a paid plan, or a seat that the organisation has for others
-- kind: lose, role, paid_plan, seat. A role or a seat is one that somebody else has on the
-- night, so that plan and intention are those of a fact. The seat is the one
-- that the organisation means to pay for, Jira before others.
with seats as (
    select
        product, place, role,
        row_number() over (
            order by
                case when is_intended then 0 else 1 end,
                case when product = 'jira' then 0 else 1 end,
                product, place, role desc
        ) as pick_no
    from access_kinds
    where is_counting
        and not is_exempt
        and not is_enterprise
        and ownership = 'own'
        and role = 'user'
        and product <> 'trello'
),

roles as (
    select
        p.account_no,
        p.product,
        p.place,
        case
            when p.product = 'jsm' and p.role = 'customer' then 'user'
            when p.product = 'jsm' then 'customer'
            when p.role in ('contributor', 'guest') then 'user'
            else 'contributor'
        end as role
    from account_products as p
    where p.product in ('jsm', 'jpd')
        or (p.product = 'confluence' and p.role = 'guest')
)

select account_no, 'lose' as kind, product, place, '' as role
from account_products
union all
select r.account_no, 'role' as kind, r.product, r.place, r.role
from roles as r
where r.role in ('customer', 'contributor')
    or exists (
        select 1
        from access_kinds as k
        where k.product = r.product and k.place = r.place and k.role = r.role
    )
union all
select s.account_no, 'paid_plan' as kind, s.product, s.place, '' as role
from account_seats as s
where s.rule = 'free_plan'
union all
select a.account_no, 'seat' as kind, s.product, s.place, s.role
from account_profile as a
cross join seats as s
where s.pick_no = 1
    and not exists (
        select 1
        from account_products as p
        where p.account_no = a.account_no
            and p.product = s.product and p.place = s.place
    )
