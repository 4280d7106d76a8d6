-- grain: one row per scenario whose total cannot be weighed, and why
-- With the add-on of Premium the best mix is the least over the straight lines of its
-- price, each a search of its own. That is exact where more users never make the next
-- one dearer; where they do (volume, tiers, a minimum), it would not be. Where more
-- users cost less, a way that leaves one is worth more than one that frees it, and
-- the cheapest ways, among which the search chooses, need not be the best.
with rises as (
    select count(*) as turns
    from addon_segments as a
    join addon_segments as b on b.segment_no = a.segment_no + 1
    where b.rise_cents * a.seats > a.rise_cents * b.seats
),

falls as (
    select count(*) as segments
    from addon_segments
    where rise_cents < 0
),

gaps as (
    select count(*) as points
    from addon_prices
    where annual_list_cents is null
)

select
    'best_mix' as id,
    case
        when g.points > 0 then 'the price book has no price of the add-on of'
            || ' Guard Premium for every number of users that may be left'
        when f.segments > 0 then 'the best mix is not weighed: more users of the'
            || ' add-on of Guard Premium cost less than fewer'
        else 'the best mix is not weighed: the price of a user of the add-on of'
            || ' Guard Premium rises with their number'
    end as reason
from rises as r
cross join falls as f
cross join gaps as g
where g.points > 0 or f.segments > 0 or r.turns > 0
