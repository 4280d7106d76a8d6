-- grain: one row per account and change of the account itself
-- size: its place among the changes; see changes. A policy holds claimed accounts
-- only. Left out of the claim an account stays billable where it uses a place of
-- the organisation (rules.md 8). All grants of one product or one place are a
-- change of their own.
select
    account_no, 3 as size, 'non_billable_policy' as kind,
    'move to a non-billable policy' as change
from account_profile
where policy_type <> 'non_billable' and is_claimed
union all
select
    account_no, 3 as size, 'billable_policy' as kind,
    'move to a billable policy' as change
from account_profile
where policy_type = 'non_billable'
union all
select distinct
    s.account_no, 3 as size, 'restore' as kind,
    'restore its membership' as change
from account_seats as s
join seat_kinds as k on k.kind_no = s.kind_no
where k.membership in ('suspended', 'not_invited')
union all
select
    account_no, 7 as size, 'lose_all' as kind,
    'lose access to every product' as change
from account_products
group by account_no
having count(distinct product) > 1
    and (count(distinct place) > 1 or max(place) = '')
union all
select
    account_no, 8 as size, 'deactivate' as kind,
    'deactivate the account' as change
from account_profile
where not is_gone
union all
select
    account_no, 8 as size, 'reactivate' as kind,
    'reactivate the account' as change
from account_profile
where is_gone
union all
select
    p.account_no, 9 as size, 'unclaim' as kind,
    'leave it out of the claim' as change
from account_profile as p
join account_facts as f on f.account_no = p.account_no
where p.is_claimed and not p.is_protected and f.home_grants = 0
union all
select
    account_no, 9 as size, 'claim' as kind,
    'be claimed by this organisation instead of another' as change
from account_profile
where is_claimed_elsewhere
union all
select
    account_no, 10 as size, 'enterprise' as kind,
    'get a seat on an Enterprise plan, of another organisation too' as change
from account_profile
