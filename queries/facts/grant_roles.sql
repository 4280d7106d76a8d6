-- grain: one row per account, product and place: the grant with role and plan word
-- A stated role first, then account type customer; else a user or guest, derived.
select
    m.account_no,
    m.product,
    m.place,
    m.access_rank,
    w.value as role,
    case
        when m.product = 'jsm' then j.role_rank
        when m.role_pick < 20 then 1
        when c.account_type = 'customer' then c.account_type_rank
        else 2
    end as role_rank,
    coalesce(p.value, '') as plan_word,
    m.last_active_on,
    m.active_before
from grant_merges as m
left join jsm_roles as j
    on j.account_no = case when m.product = 'jsm' then m.account_no end
    and j.place = m.place
join account_profile as c on c.account_no = m.account_no
join seed_words as w
    on w.field = 'role'
    and cast(w.code as bigint)
        = case
            when m.product = 'jsm' then j.role_code
            when m.role_pick >= 20 and c.account_type = 'customer' then 5
            else mod(m.role_pick, 10)
        end
left join seed_words as p
    on p.field = 'plan' and cast(p.code as bigint) = m.plan_code
