-- grain: one row per number of users of the add-on, within reach of the ways out, next
-- to which its price may turn; between two neighbours it is a straight line
with edges as (
    select users_from as users, product from price_brackets
    union
    select users_from - 1 as users, product from price_brackets
    union
    select users_to as users, product from price_brackets
    union
    select users_to + 1 as users, product from price_brackets
    union
    select minimum_users as users, product from price_brackets
)

select e.users
from edges as e
cross join addon_range as r
where e.product = 'guard_premium' and e.users >= r.least and e.users <= r.most
union
select r.least as users from addon_range as r where r.least < r.most
union
select r.most as users from addon_range as r where r.least < r.most
