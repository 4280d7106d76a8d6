-- grain: one row per line of a quote with a list price: the list price worked out again
-- Users (the quantity, or the tier that is bought) times the price of one, for the
-- term; the unit may be that of a month, of a year's ten payments (R39), or of a year
-- of which the term is a part. is_right is null where the line states too little.
-- Only where the exact product has a fraction may it be rounded either way.
with usable as (
    select
        r.row_no, r.list_total_cents as stated, r.scale,
        r.list_unit_e4 * coalesce(r.quantity, r.user_tier) as by_seat,
        r.list_unit_e4 * coalesce(r.user_tier, r.quantity) as by_tier,
        case when t.whole_months <= 60 then t.whole_months end as months
    from quote_rows as r
    left join quote_terms as t on t.row_no = r.row_no
    where not r.is_total
),

compared as (
    select
        u.*,
        abs(u.stated * u.scale - u.by_seat) < u.scale
        or abs(u.stated * u.scale - u.by_tier) < u.scale
        or abs(u.stated * u.scale - u.by_seat * u.months) < u.scale
        or abs(u.stated * u.scale - u.by_tier * u.months) < u.scale
        or (u.months = 12 and (abs(u.stated * u.scale - u.by_seat * 10) < u.scale
            or abs(u.stated * u.scale - u.by_tier * 10) < u.scale))
        or (u.months <> 12 and (
            abs(u.stated * u.scale * 12 - u.by_seat * u.months) < 12 * u.scale
            or abs(u.stated * u.scale * 12 - u.by_tier * u.months)
                < 12 * u.scale)) as is_right
    from usable as u
),

expected as (
    select
        c.*,
        cast((by_seat - mod(by_seat, scale)) / scale as bigint)
            + case when 2 * mod(by_seat, scale) >= scale then 1 else 0 end as expected_cents
    from compared as c
)

select
    row_no,
    stated,
    expected_cents,
    case when stated is null or by_seat is null then null
        else coalesce(is_right, false) end as is_right,
    coalesce(stated, expected_cents) as list_cents
from expected
