-- grain: one row per account, numbered in the order of accounts.csv
-- An account without an id is its lower-cased address; it is sorted by the
-- address as the first source by precedence spells it.
with identified as (
    select distinct joined_account_id as account_id
    from account_joins
    where joined_account_id <> ''
),

-- An address that only SCIM without an id knows never makes an account, so a
-- naming source must be among its rows.
lone as (
    select
        lone_email_key,
        min(source_order) as first_order
    from account_joins
    where joined_by = 'email_only' and lone_email_key <> ''
    group by lone_email_key
),

united as (
    select
        account_id,
        '' as lone_email_key,
        '' as spelled
    from identified
    union all
    select
        '' as account_id,
        l.lone_email_key,
        j.email as spelled
    from lone as l
    join account_joins as j
        on j.lone_email_key = l.lone_email_key
        and j.source_order = l.first_order
)

select
    cast(row_number() over (
        order by account_id, spelled, lone_email_key
    ) as bigint) as account_no,
    account_id,
    lone_email_key
from united
