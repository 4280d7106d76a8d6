-- grain: one row per account that the rule matches
-- class: app
-- priority: 10
-- effective: 2020-04-14..
-- why: It is an app or a service account, not a person.
-- source: R35, R36
-- saw: 'account type ' || case when account_type = '' then 'unknown' else account_type end || case when is_service_account then ', on the list of service accounts' else '' end
select account_no
from account_facts
where account_type = 'app'
    or is_service_account
