-- grain: one row per way of splitting the bill: can it be, and what a year of it costs
-- In the bill's currency before tax. Without quotes there is none.
with wanted as (
    select
        count(distinct product_group) as groups,
        count(distinct case when product_group = 'bitbucket' then 1 end)
            as bitbuckets
    from offer_groups
),

lacking as (
    select min(g.product_group) as product_group
    from offer_groups as g
    left join group_picks as p on p.product_group = g.product_group
    where p.product_group is null
),

summed as (
    select
        topology,
        count(*) as groups,
        count(distinct reseller) as resellers,
        cast(sum(annual_cents) as bigint) as annual_cents,
        cast(sum(renewal_cents) as bigint) as renewal_cents
    from topology_picks
    group by topology
),

judged as (
    select
        cast(t.topology_no as bigint) as topology_no, t.id, t.label, t.meaning,
        case
            when w.groups = 0 then 'no quote names a product'
            when t.id = 'separate_org' and w.bitbuckets = 0
                then 'Bitbucket is not among the products'
            when t.id = 'separate_org' and w.groups = 1
                then 'Bitbucket is the only product: there is nothing to part it from'
            when t.id = 'unified' and s.groups is null
                then 'no reseller has an offer for every product that can be taken'
            when coalesce(s.groups, 0) < w.groups
                then 'nobody has an offer for '
                    || coalesce(l.product_group, 'every product')
                    || ' that can be taken'
            else ''
        end as why_not,
        s.resellers, s.annual_cents, s.renewal_cents
    from seed_topologies as t
    cross join wanted as w
    cross join lacking as l
    left join summed as s on s.topology = t.id
    where exists (select quote_no from quote_heads)
)

select
    j.topology_no, j.id, j.label, j.meaning,
    j.why_not = '' as is_feasible,
    j.why_not,
    case when j.why_not = '' then j.resellers end as resellers,
    case when j.id = 'separate_org' then g.annual_cents end as guard_again_cents,
    case when j.id = 'separate_org' and j.why_not = '' and g.annual_cents is null
        then g.basis_of_price else '' end as unknown_because,
    case when j.why_not <> '' then null
        when j.id = 'separate_org' then j.annual_cents + g.annual_cents
        else j.annual_cents end as annual_cents,
    case when j.why_not <> '' then null
        when j.id = 'separate_org' then j.renewal_cents + g.annual_cents
        else j.renewal_cents end as renewal_cents
from judged as j
left join second_guard as g on j.id = 'separate_org'
