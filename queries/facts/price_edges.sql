-- grain: one row per number of users next to which the price of a seat may change
-- Between two neighbours the cost of users is a straight line.
select users_from as users from price_brackets
union
select users_from - 1 as users from price_brackets
union
select users_to as users from price_brackets where users_to is not null
union
select users_to + 1 as users from price_brackets where users_to is not null
union
select minimum_users as users from price_brackets
