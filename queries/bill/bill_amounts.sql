-- grain: one row per step: its list price and what is left of it after the discount,
-- in the list's currency
-- The price of seats is the difference of two totals (billing-rules 8.1, inferred). A
-- list whose total falls gives no credit: an addition costs 0 at least. The share
-- of the period and the discount are taken at once, and the line is rounded once,
-- half away from zero.
with listed as (
    select
        s.period_no, s.kind, s.product, s.place, b.plan, s.day, s.seen_before,
        s.from_users, s.to_users, s.share_numerator, s.share_denominator,
        t.tier, t.numerator, t.denominator,
        t.is_inferred or f.is_inferred as is_inferred,
        case when s.kind in ('bought', 'upgrade')
            then t.annual_list_cents - f.annual_list_cents
            else t.monthly_list_cents - f.monthly_list_cents end as step_cents,
        case
            when b.plan_reason <> '' then b.plan_reason
            when t.reason <> '' then t.reason
            when f.reason <> '' then f.reason
            when s.kind not in ('bought', 'upgrade')
                and t.monthly_list_cents - f.monthly_list_cents is null
                then 'the price book has no monthly price of it'
            else ''
        end as reason
    from bill_steps as s
    join bill_subscriptions as b on b.product = s.product and b.place = s.place
    join period_prices as t
        on t.period_no = s.period_no
        and t.product = s.product
        and t.plan = b.plan
        and t.users = s.to_users
    join period_prices as f
        on f.period_no = s.period_no
        and f.product = s.product
        and f.plan = b.plan
        and f.users = s.from_users
),

priced as (
    select
        l.period_no, l.kind, l.product, l.place, l.plan, l.day, l.seen_before,
        l.from_users, l.to_users, l.share_numerator, l.share_denominator,
        l.tier, l.numerator, l.denominator, l.is_inferred, l.reason,
        case
            when l.reason <> '' then null
            when l.kind = 'removal' or l.step_cents > 0 then l.step_cents
            when l.step_cents <= 0 then 0
        end as list_cents,
        10000 * l.share_denominator as parts
    from listed as l
),

shared as (
    select
        p.*,
        2 * abs(p.list_cents) * (10000 - m.discount_basis_points)
            * p.share_numerator + p.parts as net_twice,
        2 * p.parts as halves
    from priced as p
    cross join config_money as m
)

select
    period_no, kind, product, place, plan, day, seen_before,
    from_users, to_users, share_numerator, share_denominator,
    tier, numerator, denominator, is_inferred, reason, list_cents,
    case when list_cents < 0 then -1 else 1 end
        * cast((net_twice - mod(net_twice, halves)) / halves as bigint)
        as net_cents
from shared
