-- grain: one row per account and mark: service_account, protected
-- The config's patterns and the lists given as files are one list; * matches
-- any text, case is ignored (rules.md 2). An entry without * is looked up: lists
-- of hundreds of addresses are common, and each pattern is held to each account.
with patterns as (
    select kind as mark, lower(trim(pattern)) as pattern
    from config_patterns
    where kind in ('service_account', 'protected')
    union all
    select 'service_account' as mark, lower(pattern) as pattern
    from raw_service_accounts
    where pattern <> ''
    union all
    select 'service_account' as mark, lower(email) as pattern
    from raw_service_accounts
    where email <> ''
    union all
    select 'protected' as mark, lower(email) as pattern
    from raw_protected
    where email <> ''
    union all
    select 'protected' as mark, '*@' || lower(domain) as pattern
    from raw_protected
    where domain <> ''
),

globs as (
    select distinct
        mark,
        replace(replace(replace(replace(
            pattern, '!', '!!'), '%', '!%'), '_', '!_'), '*', '%') as glob
    from patterns
    where position('*' in pattern) > 0
),

addresses as (
    select distinct mark, pattern
    from patterns
    where position('*' in pattern) = 0
),

ids as (
    select 'service_account' as mark, account_id
    from raw_service_accounts
    where account_id <> ''
    union all
    select 'protected' as mark, account_id
    from raw_protected
    where account_id <> ''
),

protected_groups as (
    select distinct lower(group_name) as group_name
    from raw_protected
    where group_name <> ''
)

select n.account_no, g.mark
from account_names as n
join globs as g on n.email_key like g.glob escape '!'
where n.email <> ''
union
select n.account_no, a.mark
from account_names as n
join addresses as a on a.pattern = n.email_key
where n.email <> ''
union
select n.account_no, i.mark
from account_names as n
join ids as i on i.account_id = n.account_id
union
select m.account_no, 'protected' as mark
from account_groups as m
join protected_groups as g on g.group_name = m.group_name
