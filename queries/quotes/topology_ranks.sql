-- grain: one row per way of splitting the bill: its place, and when the choice flips
-- The cheapest year wins; of equal ones the simpler, which stands first. break_even is
-- the smallest discount on the whole of it, in basis points, with which a way that
-- costs more would cost no more than the cheapest, rounded half away from zero.
with ranked as (
    select
        topology_no, id, annual_cents,
        row_number() over (
            order by case when annual_cents is null then 1 else 0 end,
                annual_cents, topology_no
        ) as rank_no
    from topology_costs
    where is_feasible
),

compared as (
    select
        r.topology_no, r.id, r.rank_no, r.annual_cents,
        b.id as best, b.annual_cents as best_cents,
        10000 * (r.annual_cents - b.annual_cents) - 5000 as beyond
    from ranked as r
    join ranked as b on b.rank_no = 1
)

select
    topology_no, id, rank_no, best, best_cents, annual_cents,
    rank_no = 1 and annual_cents is not null as is_best,
    annual_cents - best_cents as more_cents,
    case
        when annual_cents is null or annual_cents = 0 then null
        when beyond < 0 then 0
        else cast((beyond - mod(beyond, annual_cents)) / annual_cents as bigint) + 1
    end as break_even
from compared
