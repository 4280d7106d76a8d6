-- grain: one row per line of a subscriptions export or an invoice that is about
-- Guard, with the edition
with named as (
    select
        _file, _sheet, _row, plan,
        lower(translate(product_or_app, ' -_.', '')) as alias_key
    from stg_subscriptions
    union all
    select
        _file, _sheet, _row, plan,
        lower(translate(product_text, ' -_.', '')) as alias_key
    from stg_invoices
)

select
    n._file, n._sheet, n._row,
    coalesce(p.subscription, a.subscription) as subscription
from named as n
join seed_guard_aliases as a on a.alias_key = n.alias_key and a.plan = ''
left join seed_guard_aliases as p
    on p.alias_key = n.alias_key and p.plan = n.plan
