-- grain: one row per identity-provider or SCIM row that leads to two accounts
-- severity: info
-- claim: A person of the identity provider leads to one account, by external id, address and principal name.
-- otherwise: These lead to two, which are kept apart.
with repeated as (
    select lower(external_id) as external_key
    from raw_scim_users
    where external_id <> '' and account_id <> ''
    group by lower(external_id)
    having count(*) > 1
),

owned as (
    select distinct r.external_key, u.account_id
    from repeated as r
    join raw_scim_users as u on lower(u.external_id) = r.external_key
    where u.account_id <> ''
),

shared_ids as (
    select external_key
    from owned
    group by external_key
    having count(*) > 1
)

select
    k.account_id,
    d.email,
    replace(d._file || '[' || d._sheet || ']', '[]', '')
        || ':' || cast(d._row as varchar) as place,
    'its external id, address and principal name (' || d.user_principal_name
        || ') belong to different accounts' as detail
from directory_joins as d
join account_keys as k on k.account_no = d.account_no
where coalesce(d.email_account_no, d.account_no) <> d.account_no
    or coalesce(d.name_account_no, d.account_no) <> d.account_no
union all
select
    '' as account_id,
    d.email,
    replace(d._file || '[' || d._sheet || ']', '[]', '')
        || ':' || cast(d._row as varchar) as place,
    'its address belongs to more than one account id' as detail
from directory_joins as d
join email_owners as o on o.email_key = d.email_key
where o.account_ids > 1
union all
select
    u.account_id,
    u.email,
    replace(u._file || '[' || u._sheet || ']', '[]', '')
        || ':' || cast(u._row as varchar) as place,
    'SCIM external id ' || u.external_id || ' stands beside another account too'
        as detail
from raw_scim_users as u
join shared_ids as s on s.external_key = lower(u.external_id)
where u.account_id <> ''
order by place, account_id, detail
