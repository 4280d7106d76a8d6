-- grain: one row per changed account and fact of the account itself that is
-- another one: fact as the rules ask it, field in words
-- is_loss: less is known now than before; is_gain the other way round.
with both_nights as (
    select
        c.pair_no, b.account_type, b.status, b.status_rank, b.is_gone,
        b.policy_type, b.atlassian_says, b.is_external, b.is_claimed_elsewhere,
        b.is_service_account, b.has_product_evidence, b.is_portal_named,
        a.account_type as after_type, a.status as after_status,
        a.status_rank as after_status_rank,
        a.is_gone as after_gone, a.policy_type as after_policy,
        a.atlassian_says as after_says, a.is_external as after_external,
        a.is_claimed_elsewhere as after_elsewhere,
        a.is_service_account as after_service,
        a.has_product_evidence as after_evidence,
        a.is_portal_named as after_portal
    from changed_accounts as c
    join before_judged_accounts as b on b.account_no = c.before_no
    join after_judged_accounts as a on a.account_no = c.after_no
),

texts as (
    select pair_no, 1 as field_no, 'account_type' as fact,
        'account type' as field, account_type as before_value,
        after_type as after_value, account_type = '' as is_gain,
        after_type = '' as is_loss
    from both_nights
    union all
    select pair_no, 2, 'is_gone', 'status', status, after_status,
        status = 'active' and status_rank = 3,
        after_status = 'active' and after_status_rank = 3
    from both_nights
    where is_gone <> after_gone
    union all
    select pair_no, 4, 'policy_type', 'policy', policy_type, after_policy,
        policy_type = '', after_policy = ''
    from both_nights
    union all
    select pair_no, 7, 'atlassian_says', 'Atlassian says', atlassian_says,
        after_says, atlassian_says = '', after_says = ''
    from both_nights
),

-- an account is external while no export names it as one of ours: either way
-- may come of an export that is missing, or new
words as (
    select pair_no, 3 as field_no, 'is_claimed_elsewhere' as fact,
        'claimed elsewhere' as field, is_claimed_elsewhere as was,
        after_elsewhere as is_now, false as either_way
    from both_nights
    union all
    select pair_no, 5, 'is_external', 'external', is_external, after_external,
        true
    from both_nights
    union all
    select pair_no, 6, 'is_service_account', 'service account',
        is_service_account, after_service, false
    from both_nights
    union all
    select pair_no, 8, 'has_product_evidence', 'product evidence',
        has_product_evidence, after_evidence, false
    from both_nights
    union all
    select pair_no, 9, 'is_portal_named', 'portal customer', is_portal_named,
        after_portal, false
    from both_nights
)

select pair_no, field_no, fact, field, before_value, after_value, is_gain, is_loss
from texts
where before_value <> after_value
union all
select pair_no, field_no, fact, field,
    case when was then 'yes' else 'no' end,
    case when is_now then 'yes' else 'no' end,
    is_now or either_way, was or either_way
from words
where was <> is_now
