-- grain: one row per seat with another verdict and fact of it that is another one:
-- fact as the rules ask it, field in words; product is '' for facts of the account
-- A seat that came or went has no other fact than that.
with both_nights as (
    select
        o.pair_no, o.what, o.product, o.place,
        b.role, b.plan, b.plan_rank, b.ownership, b.membership,
        b.membership_rank, b.atlassian_says,
        a.role as after_role, a.plan as after_plan,
        a.plan_rank as after_plan_rank, a.ownership as after_ownership,
        a.membership as after_membership,
        a.membership_rank as after_membership_rank,
        a.atlassian_says as after_says,
        case when b.is_intended then 'meant' else 'not meant' end
            || case when b.intended_rank = 1 then ', stated' else '' end as intent,
        case when a.is_intended then 'meant' else 'not meant' end
            || case when a.intended_rank = 1 then ', stated' else '' end
            as after_intent,
        case when b.is_beyond_free then 'outgrown' else 'holds all' end as users,
        case when a.is_beyond_free then 'outgrown' else 'holds all' end
            as after_users
    from seat_outcomes as o
    join before_judged_seats as b on b.kind_no = o.before_kind
    join after_judged_seats as a on a.kind_no = o.after_kind
),

facts as (
    select pair_no, what, '' as product, '' as place, 3 as field_no,
        'membership' as fact, 'membership' as field,
        membership as before_value, after_membership as after_value,
        membership_rank = 3 as is_gain, after_membership_rank = 3 as is_loss
    from both_nights
    union all
    select pair_no, what, product, place, 13, 'role', 'role', role, after_role,
        false, false
    from both_nights
    union all
    select pair_no, what, product, place, 14, 'plan', 'plan', plan, after_plan,
        plan = '', after_plan = ''
    from both_nights
    union all
    select pair_no, what, product, place, 15, 'ownership', 'ownership',
        ownership, after_ownership, false, false
    from both_nights
    union all
    select pair_no, what, product, place, 16, 'is_intended', 'licensed',
        intent, after_intent, false, false
    from both_nights
    union all
    select pair_no, what, product, place, 17, 'is_beyond_free', 'free plan',
        users, after_users, false, false
    from both_nights
    union all
    select pair_no, what, product, place, 18, 'atlassian_says',
        'Atlassian says', atlassian_says, after_says, atlassian_says = '',
        after_says = ''
    from both_nights
)

select
    pair_no, what, product, place, field_no, fact, field, before_value,
    after_value, is_gain, is_loss
from facts
where before_value <> after_value
