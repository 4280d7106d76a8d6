-- grain: one row per quote, product and place: the users quoted beside those counted
-- Lines of the same term add up; of terms that follow each other the largest counts.
-- Lines that stand twice are told as such and count once; credits buy no users. least
-- and most are null where the night does not count the product there.
with bought as (
    select
        r.quote_no, r.product, r.place, r.term_start_on,
        min(r.row_no) as row_no,
        cast(sum(coalesce(r.quantity, r.user_tier)) as bigint) as users,
        cast(max(r.user_tier) as bigint) as tier,
        count(*) as lines
    from quote_rows as r
    where not r.is_total and not r.is_credit
        and r.row_no not in (select row_no from repeated_lines)
    group by r.quote_no, r.product, r.place, r.term_start_on
),

largest as (
    select
        quote_no, product, place,
        min(row_no) as row_no,
        case when count(*) = count(users) then max(users) end as users,
        max(tier) as tier,
        cast(sum(lines) as bigint) as lines
    from bought
    group by quote_no, product, place
)

select
    b.quote_no, b.product, b.place, b.row_no, b.users, b.tier,
    b.lines, c.least, c.most, c.basis
from largest as b
left join quote_counts as c on c.product = b.product and c.place = b.place
