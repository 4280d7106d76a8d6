-- grain: one row per product that is bought, with the users that quotes are compared for
-- The products of the config's scope; else all that the quotes in force name. The users
-- are the scope's or those counted tonight at the one place that all quotes name; where
-- no count is certain, the largest number quoted.
with quoted as (
    select
        q.product, min(q.place) as first_place, max(q.place) as last_place,
        max(q.users) as users
    from quoted_users as q
    join quote_heads as h on h.quote_no = q.quote_no
    where h.is_newest and q.product <> ''
    group by q.product
),

wanted as (
    select distinct product from config_quote_scope
    union
    select product from quoted
    where not exists (select 1 as n from config_quote_scope)
),

counted as (
    select
        w.product, q.users as quoted_users,
        c.least, c.most, c.basis
    from wanted as w
    left join quoted as q on q.product = w.product
    left join quote_counts as c
        on c.product = w.product
        and c.place = case when q.first_place = q.last_place and c.basis = 'verdicts'
            then q.first_place else '' end
)

select
    n.product,
    coalesce(p.is_app, false) as is_app,
    n.least,
    n.most,
    case when n.least = n.most and n.least > 0 then n.least
        else n.quoted_users end as users,
    case
        when n.least = n.most and n.least > 0 then n.basis
        else 'largest number quoted'
    end as basis
from counted as n
left join (select product, min(is_app) as is_app from quote_products
    group by product) as p on p.product = n.product
