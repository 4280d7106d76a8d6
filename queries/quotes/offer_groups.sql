-- grain: one row per product of the scope: the group that is bought from one reseller
-- Apps go with their product: cancelling it cancels them (R42), and their tier
-- follows its tier (R10).
select
    s.product,
    s.is_app,
    coalesce(a.parent, s.product) as product_group
from quote_scope as s
left join app_parents as a on a.app = s.product and s.is_app
