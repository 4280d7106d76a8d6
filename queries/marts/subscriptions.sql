-- grain: one row per line of the partner portal that counts
-- as: table
-- product is the canonical name, that of Guard's edition, or the portal's own text of
-- apps and of products that the program does not know. needed is null where it is not
-- known or is a range; why says why, as it says why state is unknown. fits_in: the
-- fewest users that could be bought instead.
select
    cast(s.subscription_no as bigint) as subscription_no,
    s.entitlement_number as entitlement,
    s.parent_entitlement_number as parent_entitlement,
    case when s.is_app then 'app' else 'product' end as kind,
    s.is_active,
    coalesce(g.subscription, s.product, s.product_or_app) as product,
    s.product_or_app as name,
    s.plan,
    s.place,
    s.installed_on,
    s.billing_partner as partner,
    s.customer_contacts as contacts,
    s.as_of_on as read_on,
    s.bill_on,
    r.renews_on,
    r.renews_by,
    cast(d.day_no - t.day_no as bigint) as days_left,
    cast(r.renews_on - e.notice_days * interval '1' day as date) as notice_on,
    s.user_count as purchased,
    s.active_user_count as active_users,
    cast(case when n.why = '' and n.least = n.most then n.least end as bigint)
        as needed,
    cast(case when n.why = '' then n.least end as bigint) as needed_least,
    cast(case when n.why = '' then n.most end as bigint) as needed_most,
    cast(case when n.why = '' then n.assumed end as bigint) as needed_assumed,
    cast(x.fits_in as bigint) as fits_in,
    x.state,
    x.why,
    case when r.is_contradicted
        then 'the bill date is ' || cast(s.bill_on as varchar) || ', the days until'
            || ' renewal say ' || cast(r.renews_on as varchar)
        else '' end as note,
    s._file,
    s._sheet,
    cast(s._row as bigint) as _row
from current_subscriptions as s
join renewals as r on r.subscription_no = s.subscription_no
join subscription_states as x on x.subscription_no = s.subscription_no
cross join renewal_terms as e
cross join run_context as c
join day_numbers as t on t.on_day = c.as_of
left join day_numbers as d on d.on_day = r.renews_on
left join subscription_needs as n on n.subscription_no = s.subscription_no
left join guard_papers as g
    on g._file = s._file and g._sheet = s._sheet and g._row = s._row
    and not s.is_app
order by subscription_no
