-- grain: one row per field, product and place that changed and that something
-- stated explains: the statement that speaks of it most closely, in words
with changed as (
    select distinct field, product, place
    from grant_differences
    where field in ('ownership', 'plan', 'licensed', 'role')
    union
    select distinct field, product, place
    from seat_differences
    where field in ('ownership', 'plan', 'licensed', 'role')
    union
    select distinct field, '' as product, '' as place
    from account_differences
    where field = 'service account'
),

-- lists that say nothing about single accounts in account_evidence
stated as (
    select kind, product, place
    from setting_changes
    union
    select format as kind, '' as product, '' as place
    from source_gaps
    where format in ('agents', 'scim_groups', 'service_accounts')
),

near as (
    select
        c.field, c.product, c.place, s.kind,
        case when s.place = c.place and s.place <> '' then 0 else 2 end
            + case when s.product = c.product then 0 else 1 end as distance
    from changed as c
    join stated as s
        on (
            c.field = 'ownership'
            and s.kind in ('sites', 'site list', 'licensed', 'subscriptions')
        )
        or (
            c.field in ('plan', 'licensed')
            and s.kind in ('licensed', 'subscriptions', 'site list')
            and s.product in ('', c.product)
            and s.place in ('', c.place)
        )
        or (
            c.field = 'role' and c.product = 'jsm'
            and s.kind in ('agent_groups', 'agents', 'scim_groups')
        )
        or (c.field = 'service account' and s.kind = 'service_accounts')
),

ranked as (
    select
        field, product, place, kind,
        row_number() over (
            partition by field, product, place order by distance, kind
        ) as pick_no
    from near
)

select
    r.field, r.product, r.place,
    case
        when g.night_no = 1 then 'source missing (' || g.format || ')'
        when g.night_no = 2 then 'new source (' || g.format || ')'
        when r.kind in ('sites', 'licensed', 'agent_groups', 'service_accounts')
            then 'config: ' || r.kind
        else r.kind
    end as cause
from ranked as r
left join source_gaps as g
    on g.format = case r.kind
        when 'subscriptions' then 'partner_subscriptions'
        when 'site list' then 'sites'
        else r.kind end
where r.pick_no = 1
