-- grain: one row per subscription and kind of edge: where tonight's count lies
-- block_from and block_to: the block that holds it; null where none does.
-- users_below: the most users of a block below it; users_above: the fewest of one
-- above it; null where there is none.
with held as (
    select
        s.subscription,
        b.kind,
        max(case when b.users_from <= s.users
            and (b.users_to is null or b.users_to >= s.users)
            then b.users_from end) as block_from,
        max(case when b.users_to < s.users then b.users_to end) as users_below,
        min(case when b.users_from > s.users then b.users_from end)
            as users_above
    from edge_subjects as s
    join edge_blocks as b on b.subscription = s.subscription
    group by s.subscription, b.kind
)

select
    h.subscription,
    h.kind,
    max(case when b.may_price then 1 else 0 end) = 1 as may_price,
    h.block_from,
    min(case when b.users_from = h.block_from then b.users_to end) as block_to,
    h.users_below,
    h.users_above
from held as h
join edge_blocks as b on b.subscription = h.subscription and b.kind = h.kind
group by
    h.subscription, h.kind, h.block_from, h.users_below, h.users_above
