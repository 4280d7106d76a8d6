-- grain: one row per line of a quote: its net price worked out again
-- The list price less the discount: a percentage of it, or an amount. is_right is
-- null where the line states too little. A wrong list price is told once, so the
-- discount may be that of the list price worked out again. Only where the exact share
-- has a fraction may it be rounded either way (exports.md 3.17: one minor unit).
with usable as (
    select
        r.row_no, l.list_cents as list_price, r.discount_basis_points as points,
        case when l.is_right = false then l.expected_cents else l.list_cents end
            as other_list,
        r.discount_total_cents as amount, r.net_total_cents as stated,
        l.list_cents * (10000 - r.discount_basis_points) as share
    from quote_rows as r
    join reckoned_lists as l on l.row_no = r.row_no
    where not r.is_total
),

expected as (
    select
        u.*,
        case
            when share is null then list_price - abs(amount)
            else case when share < 0 then -1 else 1 end
                * (cast((abs(share) - mod(abs(share), 10000)) / 10000 as bigint)
                    + case when 2 * mod(abs(share), 10000) >= 10000 then 1 else 0 end)
        end as expected_cents
    from usable as u
)

select
    row_no, list_price, points, amount, stated, expected_cents,
    case
        when stated is null or expected_cents is null then null
        when points is null then stated in (expected_cents, other_list - abs(amount))
        else (abs(stated * 10000 - share) < 10000
            or abs(stated * 10000 - other_list * (10000 - points)) < 10000)
    end as is_right,
    -- both an amount and a percentage are stated, and they differ
    case when amount is not null and points is not null and list_price is not null
        then abs(abs(amount) * 10000 - list_price * points) >= 10000
            and abs(abs(amount) * 10000 - other_list * points) >= 10000
        else false end as is_amount_wrong,
    coalesce(stated, expected_cents, list_price) as net_cents
from expected
