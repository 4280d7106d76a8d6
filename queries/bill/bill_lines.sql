-- grain: one row per step: what it adds to a bill in the bill's currency, and its tax
-- The tax is a line of its own; a conversion restates an amount. Each is rounded
-- once, half away from zero. Whole denominators and the rest are converted apart,
-- as in priced_seats. Only a removal may be below 0, and it is not taxed here.
with taxed as (
    select
        a.*,
        cast((a.net_cents * m.tax_basis_points + 5000
            - mod(a.net_cents * m.tax_basis_points + 5000, 10000)) / 10000
            as bigint) as list_tax_cents,
        abs(a.net_cents) as plain_cents,
        case when a.net_cents < 0 then -1 else 1 end as sign,
        2 * a.denominator as halves
    from bill_amounts as a
    cross join config_money as m
),

doubled as (
    select
        t.*,
        2 * mod(t.plain_cents, t.denominator) * t.numerator + t.denominator
            as rest,
        2 * mod(t.list_tax_cents, t.denominator) * t.numerator + t.denominator
            as tax_rest
    from taxed as t
)

select
    d.period_no, d.kind, d.product, d.place, d.plan, d.day, d.seen_before,
    d.from_users, d.to_users, d.share_numerator, d.share_denominator, d.tier,
    d.is_inferred,
    case
        when d.reason <> '' or d.to_users = 0 then d.reason
        when d.denominator is null then 'no rate to ' || c.currency
            || ' is known on ' || cast(p.priced_on as varchar)
        else ''
    end as reason,
    case when d.to_users = 0 and d.reason = '' then 0 else d.sign * (
        cast((d.plain_cents - mod(d.plain_cents, d.denominator))
            / d.denominator as bigint) * d.numerator
        + cast((d.rest - mod(d.rest, d.halves)) / d.halves as bigint)
    ) end as cents,
    case
        when d.kind = 'removal' then null
        when d.to_users = 0 and d.reason = '' then 0
        else cast((d.list_tax_cents - mod(d.list_tax_cents, d.denominator))
                / d.denominator as bigint) * d.numerator
            + cast((d.tax_rest - mod(d.tax_rest, d.halves)) / d.halves
                as bigint)
    end as tax_cents
from doubled as d
join bill_periods as p on p.period_no = d.period_no
cross join run_context as c
