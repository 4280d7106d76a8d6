-- grain: one row per entry of licensed: that no grant fits
-- severity: info
-- claim: Every entry of licensed: makes some access a meant one.
-- otherwise: These fit none. A slip in one turns what it meant into accidental use; one that is right buys a product that nobody uses.
with used as (
    select product, count(distinct account_no) as accounts
    from grants
    group by product
),

fitted as (
    select l.entry_no
    from stg_licensed as l
    join grants as g on g.product = l.product
    where g.is_intended
        and (l.place in ('', g.place)
            or (l.product = 'trello' and g.place = ''))
        and (
            l.role = g.role
            or (l.role = '' and g.role in ('user', 'admin'))
        )
        and (l.product <> 'trello' or g.place <> '' or l.plan in ('', g.plan))
)

select
    '' as account_id,
    '' as email,
    '' as place,
    'entry ' || cast(l.entry_no as varchar) || ': ' || l.product
    || case when l.place = '' then '' else ' at ' || l.place end
    || case when l.role = '' then '' else ' as ' || l.role end
    || case when l.plan = '' then '' else ' on plan ' || l.plan end
    || case
        when u.product is null then '; nobody has the product'
        else '; accounts with the product elsewhere, or otherwise: '
            || cast(u.accounts as varchar)
    end as detail
from stg_licensed as l
left join used as u on u.product = l.product
where not exists (
    select 1 from fitted as f where f.entry_no = l.entry_no
)
order by l.entry_no
