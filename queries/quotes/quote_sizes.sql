-- grain: one row per quote and product of the scope: what its lines come to in a year
-- In the quote's currency. is_same: the users are the scope's, or the tier bought is
-- the smallest that holds them. fits: no more than a factor lies between the numbers,
-- so that the price of a user may be taken for that of the scope's.
with bounds as (
    select s.product, min(cast(t.users_to as bigint)) as tier
    from quote_scope as s
    join seed_tier_bounds as t on cast(t.users_to as bigint) >= s.users
    group by s.product
),

bought as (
    select
        quote_no, product, min(currency) as currency,
        case when count(*) = count(annual_cents)
            then cast(sum(annual_cents) as bigint) end as annual_cents,
        case when count(*) = count(annual_cents)
            then cast(sum(renewal_cents) as bigint) end as renewal_cents
    from line_costs
    group by quote_no, product
),

counted as (
    select
        quote_no, product,
        case when count(*) = count(users) then cast(sum(users) as bigint) end
            as users,
        case when count(*) = 1 then max(tier) end as tier
    from quoted_users
    group by quote_no, product
)

select
    b.quote_no, b.product, b.currency, b.annual_cents, b.renewal_cents,
    n.users, n.tier, s.users as scope_users,
    case
        when s.users is null then true
        when n.users is null then false
        else n.users = s.users
            or coalesce(n.tier >= s.users and n.tier <= t.tier, false)
    end as is_same,
    case
        when s.users is null then true
        when n.users is null then false
        else n.users <= s.users * cast(f.value as bigint)
            and s.users <= n.users * cast(f.value as bigint)
    end as fits
from bought as b
join counted as n on n.quote_no = b.quote_no and n.product = b.product
join quote_scope as s on s.product = b.product
left join bounds as t on t.product = b.product
join assumption_values as f on f.id = 'quote_scale_factor'
