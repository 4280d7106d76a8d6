-- grain: one row per way of splitting the bill: can it be, what it costs, and why
-- A year in the bill's currency before tax, on equal terms. more_cents is what it costs
-- beyond the cheapest; break_even_basis_points the discount with which it would not.
select
    t.topology_no, t.id, t.label, t.meaning, t.is_feasible,
    case
        when not t.is_feasible then t.why_not
        when t.annual_cents is null then t.unknown_because
        when t.id = 'unified' then 'every product from the reseller that offers all'
            || ' of them cheapest'
        when t.id = 'split' and t.resellers = 1
            then 'one reseller is the cheapest for every product'
        when t.id = 'split' then 'every product from the reseller that offers it'
            || ' cheapest'
        else 'as split, and Guard of the new organisation for '
            || cast(g.members as varchar) || ' users of Bitbucket, who count in both'
            || ' (' || cast(g.only_there as varchar) || ' of those billed tonight'
            || ' have nothing else), by ' || g.basis_of_price
    end as why,
    t.resellers,
    c.currency,
    cast(u.minor_units as bigint) as minor_units,
    t.guard_again_cents,
    t.annual_cents,
    y.year_1, y.year_2, y.year_3, y.year_4, y.year_5,
    r.more_cents,
    r.break_even as break_even_basis_points,
    coalesce(r.is_best, false) as is_best
from topology_costs as t
cross join run_context as c
join seed_currencies as u on u.currency = c.currency
left join topology_ranks as r on r.id = t.id
left join second_guard as g on t.id = 'separate_org'
left join year_costs as y on y.what = 'topology' and y.item_no = t.topology_no
order by topology_no
