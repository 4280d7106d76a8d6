-- grain: one row per subscription whose bill date is not the day that its days
-- until renewal count to
-- severity: info
-- claim: The day on which the portal was read plus the days until renewal is the bill date.
-- otherwise: One of the three is not what it says; renewals go by the days until renewal, and the bill date stands beside.
select
    '' as account_id,
    '' as email,
    replace(_file || '[' || _sheet || ']', '[]', '')
        || ':' || cast(_row as varchar) as place,
    product_or_app || ': ' || cast(days_until_renewal as varchar)
        || ' days from ' || cast(as_of_on as varchar) || ' is not '
        || cast(bill_on as varchar) as detail
from stg_subscriptions
where is_active
    and case
        when days_until_renewal >= -36500 and days_until_renewal <= 36500
            then cast(as_of_on + days_until_renewal * interval '1' day as date)
    end <> bill_on
order by place
