-- grain: one row per active subscription of a product and the access that ends with
-- it: a product at a place, or at all own places where the line names none
-- A blank line beside lines that name places pays for the rest of them; which that
-- is differs by account, so that what would follow is not told.
with lines as (
    select
        subscription_no,
        product,
        place,
        max(case when place <> '' then 1 else 0 end) over (
            partition by product) = 1 as has_named_lines
    from current_subscriptions
    where is_active and not is_app and product is not null
)

select
    subscription_no,
    product,
    place,
    case when place = '' and has_named_lines
        then 'it names no site, and other lines of the product do'
        else '' end as why
from lines
