-- grain: one row per number of users: the smallest annual tier that holds it
with held as (
    select
        n.users,
        b.users_to,
        b.unit_price_cents as annual_cents,
        b.confidence = 'inferred' as is_inferred,
        row_number() over (
            partition by n.users order by b.users_to nulls last, b.line_no
        ) as tier_no
    from counts_to_price as n
    join price_brackets as b
        on b.is_tier
        and (b.users_to is null or b.users_to >= n.users)
    where n.users > 0
)

select users, users_to, annual_cents, is_inferred
from held
where tier_no = 1
