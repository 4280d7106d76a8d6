-- grain: one row per change, but for those that leave no account: the account as
-- the change leaves it
-- What a change makes of an account is stated, and so is all access of an account
-- that starts anew.
select
    c.change_no as account_no,
    p.account_type,
    p.account_type_rank,
    case c.kind when 'deactivate' then 'deactivated'
        when 'reactivate' then 'active' else p.status end as status,
    case when c.kind in ('deactivate', 'reactivate') then 1
        else p.status_rank end as status_rank,
    case c.kind when 'deactivate' then true
        when 'reactivate' then false else p.is_gone end as is_gone,
    case c.kind when 'non_billable_policy' then 'non_billable'
        when 'billable_policy' then 'billable' else p.policy_type end
        as policy_type,
    case when c.kind in ('non_billable_policy', 'billable_policy') then 1
        else p.policy_rank end as policy_rank,
    p.atlassian_says,
    p.atlassian_rank,
    p.is_external,
    p.is_claimed_elsewhere and c.kind <> 'claim' as is_claimed_elsewhere,
    p.is_service_account,
    p.has_product_evidence or c.kind = 'start_anew' as has_product_evidence,
    p.is_portal_named
from changes as c
join account_profile as p on p.account_no = c.account_no
where c.kind <> 'unclaim'
