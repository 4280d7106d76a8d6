-- grain: one row per line of the partner portal that counts: of several exports
-- the one read last, and equal lines once
-- subscription_no numbers them. same_lines: how many lines there are of the same
-- entitlement, product and place; more than one contradict each other.
with dated as (
    select
        s.*,
        coalesce(as_of_on, date '1970-01-01') as read_on,
        max(coalesce(as_of_on, date '1970-01-01')) over (
            partition by entitlement_number, parent_entitlement_number, is_app,
                lower(product_or_app), place
        ) as last_read_on
    from stg_subscriptions as s
),

latest as (
    select
        d.*,
        row_number() over (
            partition by entitlement_number, parent_entitlement_number, is_app,
                lower(product_or_app), place, state, plan, installed_on,
                bill_on, active_user_count, user_count, days_until_renewal,
                billing_partner, customer_contacts
            order by _file, _sheet, _row
        ) as copy_no
    from dated as d
    where read_on = last_read_on
)

select
    row_number() over (
        order by entitlement_number, parent_entitlement_number, is_app,
            product_or_app, place, _file, _sheet, _row
    ) as subscription_no,
    count(*) over (
        partition by entitlement_number, parent_entitlement_number, is_app,
            lower(product_or_app), place
    ) as same_lines,
    entitlement_number,
    parent_entitlement_number,
    product_or_app,
    product,
    plan,
    name_space,
    place,
    installed_on,
    billing_partner,
    customer_contacts,
    state,
    coalesce(is_active, false) as is_active,
    coalesce(is_app, false) as is_app,
    as_of_on,
    bill_on,
    active_user_count,
    user_count,
    days_until_renewal,
    _file, _sheet, _row
from latest
where copy_no = 1
