-- grain: one row per account, product and place of a product that is billed by
-- the seat, with what its rules ask of the account and of the access
-- A membership that no list of users states is as the account's status is. A list
-- of members without workspace speaks of all the account's workspaces, as its
-- grants do.
with unplaced as (
    select account_no, product, atlassian_says, atlassian_rank
    from seat_statements
    where place = ''
)

select
    g.account_no,
    g.product,
    g.place,
    g.place <> '' as has_place,
    g.access_rank,
    g.role,
    g.role_rank,
    g.plan,
    g.ownership,
    g.ownership_rank,
    g.is_intended,
    g.intended_rank,
    p.account_type,
    p.account_type_rank,
    p.is_gone,
    p.status_rank,
    coalesce(m.membership, p.status) as membership,
    coalesce(m.membership_rank, p.status_rank) as membership_rank,
    coalesce(t.atlassian_says, u.atlassian_says, '') as atlassian_says,
    coalesce(t.atlassian_rank, u.atlassian_rank, 1) as atlassian_rank
from grants as g
join seed_seat_products as s on s.product = g.product
join account_profile as p on p.account_no = g.account_no
left join seat_statuses as m on m.account_no = g.account_no
left join seat_statements as t
    on t.account_no = g.account_no
    and t.product = g.product
    and t.place = g.place
left join unplaced as u
    on u.account_no = g.account_no and u.product = g.product
