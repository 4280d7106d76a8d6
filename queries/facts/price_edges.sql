-- grain: one row per number of users next to which the price of Guard may change
-- Between two neighbours the cost of users is a straight line.
with bounds as (
    select users_from, users_to, minimum_users
    from price_brackets
    where product = 'guard_standard'
)

select users_from as users from bounds
union
select users_from - 1 as users from bounds
union
select users_to as users from bounds where users_to is not null
union
select users_to + 1 as users from bounds where users_to is not null
union
select minimum_users as users from bounds
