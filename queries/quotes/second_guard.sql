-- grain: one row: what Guard of an organisation of Bitbucket's own would cost in a year
-- Guard is billed per organisation (R1): every member of the workspace that has its
-- own organisation counts there, and still counts in the old one, for access
-- elsewhere counts too (R23). By the price of a user in the Guard offer at hand, else
-- by the price book. only_there: those whom the old one bills for Bitbucket alone.
with members as (
    select
        s.users, s.basis
    from quote_scope as s
    where s.product = 'bitbucket'
),

lone as (
    select count(*) as accounts
    from account_facts as a
    join (select account_no, min(product) as first_product,
            max(product) as last_product
        from grants where is_counting group by account_no) as g
        on g.account_no = a.account_no
    join subscription_verdicts as v
        on v.account_no = a.account_no and v.subscription = 'guard_standard'
        and v.verdict = 'billable'
    where g.first_product = 'bitbucket' and g.last_product = 'bitbucket'
),

offered as (
    select
        s.users,
        cast((p.annual_cents - mod(p.annual_cents, s.users)) / s.users as bigint)
            * m.users as whole,
        mod(p.annual_cents, s.users) * m.users as rest
    from group_picks as p
    cross join members as m
    join quote_scope as s on s.product = p.product_group
    where p.product_group = 'guard_standard' and s.users > 0
)

select
    m.users as members,
    m.basis,
    l.accounts as only_there,
    case
        when o.whole is not null then o.whole
            + cast((o.rest - mod(o.rest, o.users)) / o.users as bigint)
            + case when 2 * mod(o.rest, o.users) >= o.users then 1 else 0 end
        else b.annual_cents
    end as annual_cents,
    case
        when o.whole is not null then 'the price of a user in the Guard offer'
        when b.annual_cents is not null then 'the price book'
        else 'what Guard would cost there is not known: '
            || coalesce(b.reason, 'the number of members is not known')
    end as basis_of_price
from members as m
cross join lone as l
left join offered as o on o.users > 0
left join priced_seats as b
    on b.product = 'guard_standard' and b.plan = '' and b.users = m.users
